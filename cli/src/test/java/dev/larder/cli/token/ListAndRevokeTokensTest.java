package dev.larder.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListAndRevokeTokensTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  @Test
  void tokensAreShownUnderTheirHeadings() {
    api.answers(
        "GET /__api__/v1/tokens",
        200,
        """
        {"tokens":[
         {"guid":"g1","description":"CI","scopes":["sources:write"],"sources":["private","b"],"repos":[],"projects":["corp-*"],
          "created":"2026-01-01T00:00:00Z","expires":"2026-02-01T00:00:00Z","lastUsed":"2026-01-09T08:07:00Z","revoked":false,"expired":true},
         {"guid":"g2","description":"bad\\u001b[31m","scopes":["global:admin"],"sources":[],"repos":[],
          "created":"2026-01-01T00:00:00Z","expires":null,"lastUsed":null,"revoked":true,"expired":false}]}
        """);

    Ran ran = larder("list", "tokens");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "GUID  DESCRIPTION  SCOPES         SOURCES    PROJECTS  REPOS  CREATED               "
                + "EXPIRES               LAST USED             STATE",
            "g1    CI           sources:write  private,b  corp-*    -      2026-01-01T00:00:00Z  "
                + "2026-02-01T00:00:00Z  2026-01-09T08:07:00Z  expired",
            "g2    bad?[31m     global:admin   -          -         -      2026-01-01T00:00:00Z  "
                + "never                 never                 revoked");
  }

  @Test
  void filtersAreHandedToTheServer() {
    api.answers("GET /__api__/v1/tokens?expired=no&revoked=yes", 200, "{\"tokens\":[]}");

    assertThat(larder("list", "tokens", "--expired=no", "--revoked=yes").exitCode()).isZero();
  }

  @Test
  void aFilterIsYesOrNo() {
    assertThat(larder("list", "tokens", "--revoked=perhaps").exitCode()).isEqualTo(2);
  }

  @Test
  void revokesByGuid() {
    api.answers(
        "POST /__api__/v1/tokens/revoke", 200, "{\"guid\":\"g1\",\"description\":\"the old one\"}");

    Ran ran = larder("revoke", "token", "--guid=g1");

    assertThat(ran.out()).isEqualTo("Revoked token: g1 - the old one\n");
    assertThat(api.onlyCall().body()).isEqualTo("{\"guid\":\"g1\"}");
  }

  @Test
  void revokesByTheTokenItself() {
    api.answers("POST /__api__/v1/tokens/revoke", 200, "{\"guid\":\"g1\",\"description\":\"d\"}");

    larder("revoke", "token", "--token=eyJ.x.y");

    assertThat(api.onlyCall().body()).isEqualTo("{\"token\":\"eyJ.x.y\"}");
  }

  @Test
  void revokingNeedsOneOfTheTwo() {
    assertThat(larder("revoke", "token").exitCode()).isEqualTo(2);
    assertThat(larder("revoke", "token", "--guid=a", "--token=b").exitCode()).isEqualTo(2);
  }
}
