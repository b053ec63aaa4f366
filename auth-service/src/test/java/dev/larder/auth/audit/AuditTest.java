package dev.larder.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written down about tokens, and what happens where it can't be. */
class AuditTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static final String ADMIN = "{\"kind\":\"admin\"}";
  private static final String FROM = "192.0.2.7";

  @AfterEach
  void logAgain() {
    FIXTURE.index().answerLog(200);
  }

  private static RunningService.Answer create(String description) {
    return FIXTURE
        .service()
        .postAs(
            ADMIN,
            FROM,
            "/__api__/v1/tokens",
            "{\"description\":\"%s\",\"sources\":[\"*\"]}".formatted(description));
  }

  private static RunningService.Answer revoke(String guid) {
    return FIXTURE
        .service()
        .postAs(ADMIN, FROM, "/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(guid));
  }

  private static void untilLogged(String action, String guid, String description) {
    String line =
        "{\"action\":\"%s\",\"subject\":\"%s\",\"comment\":\"%s\"}"
            .formatted(action, guid, description);
    Until.holds(
        "the line is written",
        Duration.ofSeconds(30),
        () ->
            FIXTURE.index().logged(guid).contains(new FakeIndexService.LogCall(ADMIN, FROM, line)));
  }

  @Test
  void whoMadeAndWhoRevokedATokenIsWrittenDownAndNotTheToken() {
    var made = create("written down").body();
    String guid = made.get("guid").asString();
    assertThat(revoke(guid).status()).isEqualTo(200);

    untilLogged("create-token", guid, "scopes sources:write; sources *; written down");
    untilLogged("revoke-token", guid, "written down");
    assertThat(FIXTURE.index().logged(made.get("token").asString())).isEmpty();
  }

  @Test
  void aTokenIsNotMadeWhereThatCannotBeWrittenDown() {
    FIXTURE.index().answerLog(503);

    var answer = create("never written");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.detail()).startsWith("no token is made that isn't in the log");
    assertThat(FIXTURE.service().get("/__api__/v1/tokens").body().toString())
        .doesNotContain("never written");
  }

  @Test
  void aRevocationStandsAndIsWrittenDownAsSoonAsThatIsPossible() {
    String guid = create("revoked unwritten").body().get("guid").asString();
    FIXTURE.index().answerLog(503);

    assertThat(revoke(guid).status()).isEqualTo(200);
    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();

    FIXTURE.index().answerLog(200);
    untilLogged("revoke-token", guid, "revoked unwritten");
  }

  @Test
  void aLineThatIsRefusedHoldsUpNoOther() {
    String first = create("first").body().get("guid").asString();
    String second = create("second").body().get("guid").asString();
    FIXTURE.index().answerLog(400);
    revoke(first);
    Until.holds(
        "the refused line was tried", Duration.ofSeconds(30), () -> FIXTURE.index().refusals() > 0);
    FIXTURE.index().answerLog(200);

    revoke(second);

    untilLogged("revoke-token", second, "second");
    assertThat(FIXTURE.index().logged(first))
        .noneMatch(call -> call.body().contains("revoke-token"));
  }
}
