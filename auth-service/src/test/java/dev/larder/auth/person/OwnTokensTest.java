package dev.larder.auth.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that people make: their own, of no more rights than theirs, and no longer than them. */
class OwnTokensTest {

  private static final String TOKENS = "/__api__/tokens";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir static Path folder;
  static RealRedis redis;
  static FakeIndexService index;
  static RunningService service;
  static Caller admin;

  @BeforeAll
  static void start() {
    redis = new RealRedis(folder);
    index = new FakeIndexService();
    service =
        RunningService.start(
                RealKeycloak.running().url(), redis, index, "--larder.people.look-every=1s")
            .untilReady(redis);
    admin = Caller.admin(service);
  }

  @AfterAll
  static void stop() {
    service.close();
    index.close();
    redis.close();
  }

  /** Makes somebody. */
  private static String subject(String name) {
    var made = admin.post("/__api__/people", "{\"name\":\"%s\"}".formatted(name));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    try (var keycloak = RealKeycloak.running().admin()) {
      return keycloak.realm("larder").users().searchByUsername(name, true).getFirst().getId();
    }
  }

  /** A publisher of the source private and reader of main, as the gateway tells of them. */
  private static Caller publisher(String name, String subject) {
    return new Caller(
        service,
        """
        {"kind":"person","id":"%s","name":"%s","scopes":["repos:read","sources:read","sources:write"],"sources":["1"],"repos":["1"]}\
        """
            .formatted(subject, name));
  }

  private static String token(Caller caller) {
    var made = caller.post(TOKENS, "{\"description\":\"mine\",\"sources\":[\"private\"]}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.body().get("guid").asString();
  }

  private static List<String> seen(Caller caller) {
    return caller
        .get(TOKENS)
        .body()
        .get("tokens")
        .valueStream()
        .map(token -> token.get("guid").asString())
        .toList();
  }

  private static RunningService.Answer revoke(Caller caller, String guid) {
    return caller.post(TOKENS + "/revoke", "{\"guid\":\"%s\"}".formatted(guid));
  }

  @Test
  void aPersonSeesAndRevokesTheirOwnAlone() {
    var ada = publisher("own-ada", subject("own-ada"));
    var eve = publisher("own-eve", subject("own-eve"));
    String guid = token(ada);

    assertThat(seen(ada)).containsExactly(guid);
    assertThat(seen(eve)).isEmpty();
    assertThat(seen(admin)).contains(guid);
    assertThat(revoke(eve, guid).status()).isEqualTo(404);
    assertThat(redis.holdsRevoked(guid)).isFalse();
    assertThat(revoke(ada, guid).status()).isEqualTo(200);
    assertThat(redis.holdsRevoked(guid)).isTrue();
  }

  @Test
  void aTokenHasNoMoreRightsThanWhoMakesIt() {
    var ada = publisher("humble", subject("humble"));

    assertThat(refusal(ada, "\"scopes\":[\"global:admin\"]"))
        .isEqualTo(
            "a token can't have more rights than you: you don't have the scope global:admin, but repos:read, sources:read, sources:write");
    assertThat(refusal(ada, "\"sources\":[\"pypi\"]"))
        .isEqualTo("a token can't have more rights than you: you don't reach source 'pypi'");
    assertThat(refusal(ada, "\"sources\":[\"*\"]"))
        .isEqualTo("a token can't have more rights than you: you don't reach source '*'");
    assertThat(refusal(ada, "\"repos\":[\"*\"]"))
        .isEqualTo("a token can't have more rights than you: you don't reach repository '*'");
    assertThat(seen(ada)).isEmpty();
  }

  private static String refusal(Caller caller, String wish) {
    var answer = caller.post(TOKENS, "{\"description\":\"more\"," + wish + "}");
    assertThat(answer.status()).isEqualTo(403);
    return answer.detail();
  }

  @Test
  void aTokenAloneMakesNoTokensUnlessItIsAnAdministrators() {
    var token =
        new Caller(
            service,
            "{\"kind\":\"token\",\"id\":\"6b1c1f0a-0000-4000-8000-000000000000\",\"scopes\":[\"sources:write\"],\"sources\":[\"*\"],\"repos\":[]}");

    assertThat(token.post(TOKENS, "{\"description\":\"x\",\"sources\":[\"*\"]}").status())
        .isEqualTo(403);
    assertThat(token.get(TOKENS).status()).isEqualTo(403);
    assertThat(new Caller(service, "{}").get(TOKENS).status()).isEqualTo(401);
  }

  @Test
  void tokensEndWithWhoMadeThemAlsoThoseThatTheirTokensMade() {
    String subject = subject("leaving");
    String guid = token(publisher("leaving", subject));
    var administrator =
        new Caller(
            service, "{\"kind\":\"admin\",\"id\":\"%s\",\"name\":\"leaving\"}".formatted(subject));
    String strong =
        administrator
            .post(TOKENS, "{\"description\":\"a\",\"scopes\":[\"global:admin\"]}")
            .body()
            .get("guid")
            .asString();
    String grandchild =
        token(new Caller(service, "{\"kind\":\"admin\",\"id\":\"%s\"}".formatted(strong)));
    String other = token(admin);

    assertThat(admin.delete("/__api__/people/leaving").status()).isEqualTo(204);

    for (String ended : List.of(guid, strong, grandchild, subject)) {
      assertThat(redis.holdsRevoked(ended)).isTrue();
      assertThat(active(ended)).isFalse();
    }
    assertThat(redis.holdsRevoked(other)).isFalse();
    var late = publisher("leaving", subject);
    assertThat(late.post(TOKENS, "{\"description\":\"late\",\"sources\":[\"private\"]}").status())
        .isEqualTo(403);
  }

  @Test
  void whoIsDisabledInKeycloakItselfIsFoundAndWhoComesBackIsLetInAgain() {
    String subject = subject("elsewhere");
    String guid = token(publisher("elsewhere", subject));
    assertThat(active(subject)).isTrue();

    setEnabled(subject, false);
    Until.holds("found", LIMIT, () -> redis.holdsRevoked(guid) && redis.holdsRevoked(subject));

    setEnabled(subject, true);
    Until.holds("let in", LIMIT, () -> !redis.holdsRevoked(subject));
    assertThat(active(guid)).as("a token never comes back").isFalse();
  }

  private static void setEnabled(String subject, boolean enabled) {
    try (var keycloak = RealKeycloak.running().admin()) {
      var user = keycloak.realm("larder").users().get(subject).toRepresentation();
      user.setEnabled(enabled);
      keycloak.realm("larder").users().get(subject).update(user);
    }
  }

  @Test
  void whoIsDeletedInKeycloakItselfIsFound() {
    String subject = subject("deleted-there");
    String guid = token(publisher("deleted-there", subject));

    try (var keycloak = RealKeycloak.running().admin()) {
      keycloak.realm("larder").users().get(subject).remove();
    }

    Until.holds("found", LIMIT, () -> redis.holdsRevoked(guid) && redis.holdsRevoked(subject));
  }

  private static boolean active(String id) {
    return service.get("/internal/tokens/" + id).body().get("active").asBoolean();
  }
}
