package dev.larder.auth.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Browser;
import dev.larder.auth.parts.Device;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People, in a real Keycloak. */
class PeopleTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static final String PEOPLE = "/__api__/v1/people";

  @BeforeAll
  static void start() {
    FIXTURE.admin().post("/__api__/v1/groups", "{\"name\":\"people-readers\",\"role\":\"reader\"}");
    FIXTURE
        .admin()
        .post("/__api__/v1/groups", "{\"name\":\"people-writers\",\"role\":\"publisher\"}");
  }

  @Test
  void aPersonIsShownAsTheyWereMadeButNeverAgainTheirPassword() {
    var made =
        FIXTURE
            .admin()
            .post(
                PEOPLE,
                "{\"name\":\"Barbara.L\",\"email\":\"b@corp.example\",\"groups\":[\"people-readers\"]}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().get("name").asString()).isEqualTo("barbara.l");
    assertThat(made.body().get("email").asString()).isEqualTo("b@corp.example");
    assertThat(made.body().get("enabled").asBoolean()).isTrue();
    assertThat(made.body().get("groups").toString()).isEqualTo("[\"people-readers\"]");
    assertThat(made.body().get("password").asString()).hasSizeGreaterThan(16);
    var listed = FIXTURE.admin().get(PEOPLE + "?search=barbara").body();
    assertThat(listed.get("people").size()).isEqualTo(1);
    assertThat(listed.get("people").get(0).has("password")).isFalse();
    assertThat(listed.get("people").get(0).get("created")).isEqualTo(made.body().get("created"));
    assertThat(listed.get("next").isNull()).isTrue();
  }

  @Test
  void aListComesInPagesInTheOrderOfNames() {
    for (int i = 0; i < 7; i++) {
      FIXTURE.admin().post(PEOPLE, "{\"name\":\"paged-%d\"}".formatted(6 - i));
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      var page = FIXTURE.admin().get(PEOPLE + "?search=paged-&limit=3&after=" + after).body();
      page.get("people").valueStream().forEach(one -> seen.add(one.get("name").asString()));
      after = page.get("next").asString("");
    } while (!after.isEmpty());

    assertThat(seen)
        .containsExactly(
            "paged-0", "paged-1", "paged-2", "paged-3", "paged-4", "paged-5", "paged-6");
  }

  @Test
  void groupsAreExchangedAndOthersStay() {
    try (var keycloak = RealKeycloak.running().admin()) {
      FIXTURE.admin().post(PEOPLE, "{\"name\":\"mover\",\"groups\":[\"people-readers\"]}");

      var moved = FIXTURE.admin().patch(PEOPLE + "/mover", "{\"groups\":[\"people-writers\"]}");
      assertThat(moved.body().get("groups").toString()).isEqualTo("[\"people-writers\"]");
      assertThat(moved.body().has("password")).isFalse();

      var wrong = FIXTURE.admin().patch(PEOPLE + "/mover", "{\"groups\":[\"people-riters\"]}");
      assertThat(wrong.status()).isEqualTo(404);
      assertThat(wrong.detail()).startsWith("group 'people-riters' does not exist; existing: ");
      assertThat(keycloak.realm("larder").users().searchByUsername("mover", true)).hasSize(1);
    }
  }

  @Test
  void anAddressIsChangedAndTakenAway() {
    FIXTURE.admin().post(PEOPLE, "{\"name\":\"letters\",\"email\":\"old@corp.example\"}");

    assertThat(email("{\"email\":\"new@corp.example\"}")).isEqualTo("new@corp.example");
    assertThat(email("{\"groups\":[]}")).isEqualTo("new@corp.example");
    assertThat(email("{\"email\":null}")).isEmpty();
  }

  private static String email(String change) {
    return FIXTURE.admin().patch(PEOPLE + "/letters", change).body().get("email").asString("");
  }

  @Test
  void aPasswordIsResetAndMustBeChangedThen() {
    var first =
        FIXTURE.admin().post(PEOPLE, "{\"name\":\"forgetful\"}").body().get("password").asString();

    var second =
        FIXTURE
            .admin()
            .patch(PEOPLE + "/forgetful", "{\"resetPassword\":true}")
            .body()
            .get("password");

    assertThat(second.asString()).isNotEqualTo(first);
    var device = new Device(RealKeycloak.running().url()).begin();
    var browser = new Browser().open(device.page());
    assertThat(browser.submit(Map.of("username", "forgetful", "password", first)).page())
        .contains("Invalid username or password");
    assertThat(
            browser.submit(Map.of("username", "forgetful", "password", second.asString())).page())
        .contains("password-new");
  }

  @Test
  void aResetPasswordAndFewerRightsEndSessions() {
    var reset = signedIn("sessions-reset");
    var moved = signedIn("sessions-moved");
    var same = signedIn("sessions-same");

    FIXTURE.admin().patch(PEOPLE + "/sessions-reset", "{\"resetPassword\":true}");
    FIXTURE.admin().patch(PEOPLE + "/sessions-moved", "{\"groups\":[]}");
    FIXTURE
        .admin()
        .patch(PEOPLE + "/sessions-same", "{\"groups\":[\"people-readers\",\"people-writers\"]}");

    assertThat(reset.refresh().status()).isEqualTo(400);
    assertThat(moved.refresh().status()).isEqualTo(400);
    assertThat(same.refresh().status()).as("who may more stays signed in").isEqualTo(200);
  }

  private static Device signedIn(String name) {
    var made =
        FIXTURE
            .admin()
            .post(PEOPLE, "{\"name\":\"%s\",\"groups\":[\"people-readers\"]}".formatted(name));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return new Device(RealKeycloak.running().url())
        .signInAtFirst(name, made.body().get("password").asString(), "correct horse battery");
  }

  @Test
  void nobodyIsMadeTwice() {
    FIXTURE.admin().post(PEOPLE, "{\"name\":\"once\",\"email\":\"once@corp.example\"}");

    var name = FIXTURE.admin().post(PEOPLE, "{\"name\":\"ONCE\"}");
    assertThat(name.status()).isEqualTo(409);
    assertThat(name.detail()).isEqualTo("person 'once' exists; 'larder edit person' changes them");
    var email =
        FIXTURE.admin().post(PEOPLE, "{\"name\":\"twice\",\"email\":\"once@corp.example\"}");
    assertThat(email.status()).isEqualTo(409);
    assertThat(email.detail())
        .isEqualTo("somebody else has the e-mail address 'once@corp.example'");
  }

  @Test
  void theFirstAdministratorIsMadeOnce() {
    deleteAdministrators();

    var first = FIXTURE.admin().post(PEOPLE + "/bootstrap", "{\"name\":\"root\",\"email\":null}");
    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(first.body().get("groups").toString()).isEqualTo("[\"administrators\"]");
    assertThat(first.body().get("password").asString()).isNotBlank();

    var second = FIXTURE.admin().post(PEOPLE + "/bootstrap", "{\"name\":\"other\"}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.detail()).startsWith("there is an administrator already");

    var device =
        new Device(RealKeycloak.running().url())
            .signInAtFirst(
                "root", first.body().get("password").asString(), "correct horse battery");
    assertThat(device.rights()).isEqualTo(Map.of("roles", List.of("admin")));
  }

  private static void deleteAdministrators() {
    try (var keycloak = RealKeycloak.running().admin()) {
      var realm = keycloak.realm("larder");
      realm.roles().get("admin").getRoleGroupMembers(0, 100).stream()
          .flatMap(group -> realm.groups().group(group.getId()).members(0, 100).stream())
          .forEach(person -> realm.users().get(person.getId()).remove());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|400|'name' is missing",
        "{\"name\":\"a\"}|400|'a' is no name for a person",
        "{\"name\":\"a b c\"}|400|'a b c' is no name for a person",
        "{\"name\":\"abc\",\"email\":\"nowhere\"}|400|'nowhere' is no e-mail address",
        "{\"name\":\"abc\",\"groups\":[\"nil\"]}|404|group 'nil' does not exist",
        "{\"name\":\"abc\",\"password\":\"x\"}|400|there is no key 'password' here",
        "{\"name\":17}|400|'name' must be a text",
      })
  void whatCannotBeIsRefusedInWords(String body, int status, String detail) {
    var answer = FIXTURE.admin().post(PEOPLE, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.detail()).startsWith(detail);
  }

  @Test
  void whoIsNotThereCannotBeChanged() {
    assertThat(FIXTURE.admin().patch(PEOPLE + "/nobody", "{\"enabled\":true}").detail())
        .isEqualTo("person 'nobody' does not exist; 'larder list people' shows those who do");
    assertThat(FIXTURE.admin().patch(PEOPLE + "/nobody", "{}").detail())
        .startsWith("say what to change about person 'nobody'");
    assertThat(FIXTURE.admin().get(PEOPLE + "?limit=0").detail())
        .isEqualTo("limit '0' is not a number from 1 to 1000");
  }
}
