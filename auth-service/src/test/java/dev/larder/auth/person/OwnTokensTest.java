package dev.larder.auth.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.keycloak.ClientSearch;
import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that people make: their own, of no more rights than theirs, and no longer than them. */
class OwnTokensTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture("--larder.people.look-every=1s");

  private static final String TOKENS = "/__api__/v1/tokens";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Two that stand in Keycloak already where another class of tests has made them. */
  @BeforeAll
  static void groups() {
    group(
        "own-publishers", "\"role\":\"publisher\",\"sources\":[\"private\"],\"repos\":[\"main\"]");
    group("own-admins", "\"role\":\"admin\"");
  }

  private static void group(String name, String more) {
    var made =
        FIXTURE.admin().post("/__api__/v1/groups", "{\"name\":\"%s\",%s}".formatted(name, more));
    assertThat(made.status()).as(made.toString()).isIn(201, 409);
  }

  /** Makes a publisher of the source private and reader of main. */
  private static String subject(String name) {
    return subject(name, "own-publishers");
  }

  private static String subject(String name, String group) {
    var made =
        FIXTURE
            .admin()
            .post(
                "/__api__/v1/people",
                "{\"name\":\"%s\",\"groups\":[\"%s\"]}".formatted(name, group));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    try (var keycloak = RealKeycloak.running().admin()) {
      return keycloak.realm("larder").users().searchByUsername(name, true).getFirst().getId();
    }
  }

  /** A publisher of the source private and reader of main, as the gateway tells of them. */
  private static Caller publisher(String name, String subject) {
    return new Caller(
        FIXTURE.service(),
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
    assertThat(seen(FIXTURE.admin())).contains(guid);
    assertThat(revoke(eve, guid).status()).isEqualTo(404);
    assertThat(FIXTURE.redis().holdsRevoked(guid)).isFalse();
    assertThat(revoke(ada, guid).status()).isEqualTo(200);
    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();
  }

  @Test
  void aTokenHasNoMoreRightsThanWhoMakesIt() {
    var ada = publisher("humble", subject("humble"));

    assertThat(refusal(ada, "\"scopes\":[\"global:admin\"]"))
        .isEqualTo(
            "a token can't have more rights than you: you don't have the scope global:admin, but repos:read, sources:read, sources:write");
    assertThat(refusal(ada, "\"sources\":[\"*\"]"))
        .isEqualTo("a token can't have more rights than you: you don't reach every source");
    assertThat(refusal(ada, "\"repos\":[\"*\"]"))
        .isEqualTo("a token can't have more rights than you: you don't reach every repository");
    assertThat(seen(ada)).isEmpty();
  }

  @Test
  void whatAPersonDoesNotReachIsNotToldFromWhatIsNotThere() {
    var ada = publisher("curious", subject("curious"));

    assertThat(unreached(ada, "\"sources\":[\"pypi\"]"))
        .isEqualTo("source 'pypi' does not exist, or you don't reach it; you reach: private");
    assertThat(unreached(ada, "\"sources\":[\"private\",\"nope\"]"))
        .isEqualTo("source 'nope' does not exist, or you don't reach it; you reach: private");
    assertThat(unreached(ada, "\"repos\":[\"nope\"]"))
        .isEqualTo("repository 'nope' does not exist, or you don't reach it; you reach: main");
  }

  private static String unreached(Caller caller, String fields) {
    var answer = caller.post(TOKENS, "{\"description\":\"more\"," + fields + "}");
    assertThat(answer.status()).isEqualTo(404);
    return answer.detail();
  }

  private static Caller administrator(String name, String subject) {
    return new Caller(
        FIXTURE.service(),
        "{\"kind\":\"admin\",\"id\":\"%s\",\"name\":\"%s\"}".formatted(subject, name));
  }

  private static String strong(Caller caller) {
    var made = caller.post(TOKENS, "{\"description\":\"strong\",\"scopes\":[\"global:admin\"]}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.body().get("guid").asString();
  }

  @Test
  void whoWasAnAdministratorAMomentAgoMakesNoTokenOfOne() {
    var demoted = administrator("demoted", subject("demoted", "own-admins"));
    String strong = strong(demoted);
    String weak = token(demoted);

    var moved =
        FIXTURE.admin().patch("/__api__/v1/people/demoted", "{\"groups\":[\"own-publishers\"]}");

    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
    assertThat(FIXTURE.redis().holdsRevoked(strong)).isTrue();
    assertThat(active(strong)).isFalse();
    assertThat(active(weak)).as("no more than they may still").isTrue();
    assertThat(refusal(demoted, "\"scopes\":[\"global:admin\"]"))
        .startsWith("a token can't have more rights than you: you don't have the scope");
    var back = demoted.patch("/__api__/v1/people/demoted", "{\"groups\":[\"own-admins\"]}");
    assertThat(back.status()).isEqualTo(403);
    assertThat(back.detail()).isEqualTo("you aren't an administrator any more");
    var wider = demoted.patch("/__api__/v1/groups/own-publishers", "{\"role\":\"admin\"}");
    assertThat(wider.status()).isEqualTo(403);
    token(demoted);
  }

  @Test
  void tokensOfPeopleEndWhenTheirGroupMayLess() {
    group("own-shrinking", "\"role\":\"publisher\",\"sources\":[\"private\"],\"repos\":[\"main\"]");
    var ada = publisher("shrinking", subject("shrinking", "own-shrinking"));
    String writes = token(ada);
    var made = ada.post(TOKENS, "{\"description\":\"reads\",\"repos\":[\"main\"]}");
    String reads = made.body().get("guid").asString();

    FIXTURE.admin().patch("/__api__/v1/groups/own-shrinking", "{\"role\":\"reader\"}");

    assertThat(FIXTURE.redis().holdsRevoked(writes)).isTrue();
    assertThat(active(reads)).isTrue();

    assertThat(FIXTURE.admin().delete("/__api__/v1/groups/own-shrinking").status()).isEqualTo(204);

    assertThat(FIXTURE.redis().holdsRevoked(reads)).isTrue();
    assertThat(active(reads)).isFalse();
  }

  private static String refusal(Caller caller, String fields) {
    var answer = caller.post(TOKENS, "{\"description\":\"more\"," + fields + "}");
    assertThat(answer.status()).isEqualTo(403);
    return answer.detail();
  }

  @Test
  void nobodyHasMoreThanAHundredThatAreGood() {
    var ada = publisher("many", subject("many"));
    for (int i = 0; i < 100; i++) {
      token(ada);
    }

    var refused = ada.post(TOKENS, "{\"description\":\"mine\",\"sources\":[\"private\"]}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail())
        .startsWith("you have 100 tokens that aren't revoked, and nobody may have more");
    List<String> guids = seen(ada);
    assertThat(guids).hasSize(100);

    revoke(ada, guids.getFirst());

    token(ada);
    assertThat(seen(ada)).as("revoked ones are shown too").hasSize(101);
    token(publisher("many-others", subject("many-others")));
  }

  @Test
  void keycloakIsAskedForThoseOfOnePersonAlone() {
    String subject = subject("asked-for");
    String guid = token(publisher("asked-for", subject));
    token(publisher("not-asked-for", subject("not-asked-for")));

    try (var keycloak = RealKeycloak.running().admin()) {
      var found =
          keycloak
              .proxy(
                  ClientSearch.class,
                  URI.create(RealKeycloak.running().url() + "/admin/realms/larder-tokens/clients"))
              .find("larder.owner:" + subject, 0, 100);

      assertThat(found)
          .singleElement()
          .satisfies(client -> assertThat(client.getClientId()).isEqualTo(guid));
    }
  }

  @Test
  void aTokenAloneMakesNoTokensUnlessItIsAnAdministrators() {
    var token =
        new Caller(
            FIXTURE.service(),
            "{\"kind\":\"token\",\"id\":\"6b1c1f0a-0000-4000-8000-000000000000\",\"scopes\":[\"sources:write\"],\"sources\":[\"*\"],\"repos\":[]}");

    assertThat(token.post(TOKENS, "{\"description\":\"x\",\"sources\":[\"*\"]}").status())
        .isEqualTo(403);
    assertThat(token.get(TOKENS).status()).isEqualTo(403);
    assertThat(new Caller(FIXTURE.service(), null).get(TOKENS).status()).isEqualTo(401);
  }

  @Test
  void tokensEndWithWhoMadeThemAlsoThoseThatTheirTokensMade() {
    String subject = subject("leaving", "own-admins");
    String guid = token(publisher("leaving", subject));
    String strong = strong(administrator("leaving", subject));
    String grandchild =
        token(
            new Caller(FIXTURE.service(), "{\"kind\":\"admin\",\"id\":\"%s\"}".formatted(strong)));
    String other = token(FIXTURE.admin());

    assertThat(FIXTURE.admin().delete("/__api__/v1/people/leaving").status()).isEqualTo(204);

    for (String ended : List.of(guid, strong, grandchild, subject)) {
      assertThat(FIXTURE.redis().holdsRevoked(ended)).isTrue();
      assertThat(active(ended)).isFalse();
    }
    assertThat(FIXTURE.redis().holdsRevoked(other)).isFalse();
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
    Until.holds(
        "found",
        LIMIT,
        () -> FIXTURE.redis().holdsRevoked(guid) && FIXTURE.redis().holdsRevoked(subject));

    setEnabled(subject, true);
    Until.holds("let in", LIMIT, () -> !FIXTURE.redis().holdsRevoked(subject));
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

    Until.holds(
        "found",
        LIMIT,
        () -> FIXTURE.redis().holdsRevoked(guid) && FIXTURE.redis().holdsRevoked(subject));
  }

  private static boolean active(String id) {
    return FIXTURE.service().get("/internal/tokens/" + id).body().get("active").asBoolean();
  }
}
