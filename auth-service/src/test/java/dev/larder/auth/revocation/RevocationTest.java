package dev.larder.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Revoking, while all parts are up. */
class RevocationTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static final String TOKEN = "{\"description\":\"to be revoked\",\"sources\":[\"*\"]}";

  @Test
  void aRevocationStandsInRedisBeforeItIsAnswered() {
    String guid = FIXTURE.service().token(TOKEN).get("guid").asString();
    long before = counter();

    var answer = revoke(guid);

    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();
    assertThat(counter()).isGreaterThan(before);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo("{\"guid\":\"%s\",\"description\":\"to be revoked\"}".formatted(guid));
  }

  @Test
  void aTokenIsRevokedByShowingIt() {
    var made = FIXTURE.service().token(TOKEN);

    var answer =
        FIXTURE
            .service()
            .post("/__api__/v1/tokens/revoke", "{\"token\":%s}".formatted(made.get("token")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(FIXTURE.redis().holdsRevoked(made.get("guid").asString())).isTrue();
  }

  @Test
  void revokingOnceMoreDoesNoHarm() {
    String guid = FIXTURE.service().token(TOKEN).get("guid").asString();

    assertThat(revoke(guid).status()).isEqualTo(200);
    assertThat(revoke(guid).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatDoesNotExistCannotBeRevoked() {
    var answer = revoke("6b1c1f0a-0000-4000-8000-000000000000");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.detail())
        .isEqualTo(
            "token '6b1c1f0a-0000-4000-8000-000000000000' does not exist; 'larder list tokens' shows those that do");
    assertThat(revoke("admin-cli").status()).isEqualTo(404);
  }

  @Test
  void anythingElseThanOneTokenIsRefused() {
    assertThat(refusal("{}")).contains("either guid or token");
    assertThat(refusal("{\"guid\":\"a\",\"token\":\"b\"}")).contains("either guid or token");
    assertThat(refusal("{\"token\":\"pypi-AgEI\"}")).contains("not a Larder token");
    assertThat(refusal("{\"token\":\"a.b.c\"}")).contains("not a Larder token");
    assertThat(refusal("{\"token\":\"a.W10.c\"}")).contains("not a Larder token");
  }

  @Test
  void aRedisThatWasEmptiedIsFilledAgain() {
    String guid = FIXTURE.service().token(TOKEN).get("guid").asString();
    revoke(guid);
    long before = counter();

    FIXTURE.redis().ask(RedisCommands::flushall);

    Until.holds("complete again", Duration.ofSeconds(30), FIXTURE.redis()::isMarkedComplete);
    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();
    assertThat(counter()).as("never a value that was there before").isGreaterThan(before);
    Until.holds(
        "keys again",
        Duration.ofSeconds(30),
        () -> FIXTURE.redis().ask(r -> r.exists("larder:keys")) == 1);
  }

  @Test
  void aRebuildThatWasAskedForIsDoneWhenItIsAnswered() {
    String guid = FIXTURE.service().token(TOKEN).get("guid").asString();
    revoke(guid);
    FIXTURE.redis().ask(r -> r.srem("larder:revoked", guid));
    FIXTURE.redis().ask(r -> r.del("larder:revoked:complete"));

    var answer = FIXTURE.service().post("/internal/revocations/rebuild", "");

    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();
    assertThat(FIXTURE.redis().isMarkedComplete()).isTrue();
    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void aRebuildWaitsForAnotherReplicasAndThenHoldsToo() {
    FIXTURE.redis().ask(r -> r.set("larder:revoked:rebuilding", "another replica"));
    FIXTURE.redis().ask(r -> r.pexpire("larder:revoked:rebuilding", 1500));
    FIXTURE.redis().ask(r -> r.del("larder:revoked:complete"));

    var answer = FIXTURE.service().post("/internal/revocations/rebuild", "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(FIXTURE.redis().isMarkedComplete()).isTrue();
  }

  @Test
  void moreTokensThanAPageHoldsAreAllListedAndAllRebuilt() {
    var made = new ArrayList<String>();
    for (int i = 0; i < 120; i++) {
      made.add(FIXTURE.service().token(TOKEN).get("guid").asString());
    }
    var revoked = made.stream().filter(guid -> guid.compareTo("8") > 0).toList();
    revoked.forEach(RevocationTest::revoke);

    FIXTURE.redis().ask(RedisCommands::flushall);
    Until.holds("complete again", Duration.ofSeconds(30), FIXTURE.redis()::isMarkedComplete);

    assertThat(FIXTURE.redis().<Set<String>>ask(r -> r.smembers("larder:revoked")))
        .containsAll(revoked);
    var listed = FIXTURE.service().get("/__api__/v1/tokens?revoked=no").body().get("tokens");
    List<String> guids = new ArrayList<>();
    listed.forEach(token -> guids.add(token.get("guid").asString()));
    assertThat(guids).doesNotHaveDuplicates().doesNotContainAnyElementsOf(revoked);
    assertThat(guids).containsAll(made.stream().filter(guid -> !revoked.contains(guid)).toList());
  }

  private static RunningService.Answer revoke(String guid) {
    return FIXTURE.service().post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(guid));
  }

  private static String refusal(String body) {
    var answer = FIXTURE.service().post("/__api__/v1/tokens/revoke", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.detail();
  }

  private static long counter() {
    return Long.parseLong(FIXTURE.redis().<String>ask(r -> r.get("larder:revocations")));
  }
}
