package dev.larder.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTokenTest {
  private static final String NOTICE =
      "Generated an access token. Be sure to record this token immediately since you will not be"
          + " able to retrieve it later.";
  private static final String CALL = "POST /__api__/v1/tokens";
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers(CALL, 201, "{\"guid\":\"g1\",\"token\":\"eyJ.x.y\",\"expires\":null}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran create(String... more) {
    var args = new ArrayList<>(List.of("create", "token"));
    args.addAll(List.of(more));
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.toArray(String[]::new));
  }

  @Test
  void theTokenAloneIsTheResultAndTheNoticeAMessage() {
    Ran ran = create("--description=Local Python token", "--sources=private", "--expires=30d");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("eyJ.x.y\n");
    assertThat(ran.err()).isEqualTo(NOTICE + "\n");
  }

  @Test
  void whoSetsNoEndIsToldThatThereIsNoneAndHowToGiveOne() {
    Ran ran = create("--description=d", "--sources=private");

    assertThat(ran.out()).isEqualTo("eyJ.x.y\n");
    assertThat(ran.err().lines()).hasSize(2);
    assertThat(ran.err()).contains("It never ends by itself", "--expires=30d", "--guid=");
    assertThat(create("--description=d", "--sources=private", "--expires=never").err())
        .isEqualTo(NOTICE + "\n");
  }

  @Test
  void quietGivesNoNotice() {
    assertThat(create("--description=d", "--sources=private", "--quiet").err()).isEmpty();
  }

  @Test
  void asksForWhatWasTyped() throws Exception {
    create("--description=d", "--sources=a,b", "--repos=c", "--scope=x,y", "--expires=30d");

    assertThat(api.onlyCall().json())
        .isEqualTo(
            json(
                """
                {"description":"d","scopes":["x","y"],"sources":["a","b"],"repos":["c"],"expires":"30d"}
                """));
  }

  @Test
  void projectsAreAskedForOnlyWhereTheyWereTyped() throws Exception {
    create("--description=d", "--sources=a", "--projects=corp-*, exact");

    assertThat(api.onlyCall().json().path("projects")).isEqualTo(json("[\"corp-*\",\"exact\"]"));
  }

  @Test
  void scopeFollowsFromWhatTheTokenIsForAndItNeverExpiresUnlessToldTo() throws Exception {
    create("--description=d", "--sources=*", "--repos=main");

    assertThat(api.onlyCall().json())
        .isEqualTo(
            json(
                """
                {"description":"d","scopes":["sources:write","repos:read"],"sources":["*"],
                 "repos":["main"],"expires":"never"}
                """));
  }

  @Test
  void jsonIsTheAnswerAsItCame() throws Exception {
    Ran ran = create("--description=d", "--scope=global:admin", "--output-format=json");

    assertThat(json(ran.out()).path("guid").asText()).isEqualTo("g1");
    assertThat(json(ran.out()).path("token").asText()).isEqualTo("eyJ.x.y");
  }

  @Test
  void aDescriptionIsRequired() {
    Ran ran = create("--sources=private");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--description").contains("larder create token --help");
  }

  @Test
  void aTokenForNothingIsWrongUsage() {
    Ran ran = create("--description=d");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("what may the token do? Give --sources, --repos or --scope\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "d", "-1d", "0s", "1w", "forever", "1 d"})
  void anExpiryWithoutANumberAndAUnitIsWrongUsage(String expires) {
    Ran ran = create("--description=d", "--sources=private", "--expires=" + expires);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("give a number with s, m, h or d, as 30d, or never");
  }

  @Test
  void theServersRefusalIsTheOnlyLine() {
    api.refuses(CALL, 404, "source 'x' does not exist; existing: private, pypi");

    Ran ran = create("--description=d", "--sources=x");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("source 'x' does not exist; existing: private, pypi\n");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
