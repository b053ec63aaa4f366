package dev.larder.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.FakeIndexService.LogCall;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.Until;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written down about people and groups, and what happens where it can't be. */
class PeopleAuditTest {

  private static final String PEOPLE = "/__api__/v1/people";
  private static final String GROUPS = "/__api__/v1/groups";
  private static final String REFUSED = "nothing is changed that isn't in the log";

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  /** Made anew where a test has deleted all administrators. */
  private static String ada;

  @BeforeEach
  void administrator() {
    FIXTURE.admin().post(GROUPS, "{\"name\":\"audit-admins\",\"role\":\"admin\"}");
    FIXTURE.admin().post(PEOPLE, "{\"name\":\"audit-ada\",\"groups\":[\"audit-admins\"]}");
    try (var keycloak = RealKeycloak.running().admin()) {
      String subject =
          keycloak.realm("larder").users().searchByUsername("audit-ada", true).getFirst().getId();
      ada = "{\"kind\":\"admin\",\"id\":\"%s\",\"name\":\"audit-ada\"}".formatted(subject);
    }
  }

  @AfterEach
  void logAgain() {
    FIXTURE.index().answerLog(200);
  }

  private static Caller ada() {
    return new Caller(FIXTURE.service(), ada);
  }

  private static LogCall line(String action, String subject, String comment) {
    return new LogCall(
        ada,
        "192.0.2.7",
        "{\"action\":\"%s\",\"subject\":\"%s\",\"comment\":\"%s\"}"
            .formatted(action, subject, comment));
  }

  private static void untilLogged(String action, String subject, String comment) {
    Until.holds(
        "the line %s %s is written".formatted(action, subject),
        Duration.ofSeconds(30),
        () -> FIXTURE.index().logged(subject).contains(line(action, subject, comment)));
  }

  @Test
  void whoMadeChangedAndDeletedAGroupIsWrittenDown() {
    ada().post(GROUPS, "{\"name\":\"logged\",\"role\":\"reader\",\"repos\":[\"main\"]}");
    ada()
        .patch(
            GROUPS + "/logged",
            "{\"role\":\"publisher\",\"repos\":[],\"sources\":[\"private\",\"pypi\"]}");
    ada().delete(GROUPS + "/logged");

    untilLogged("delete-group", "logged", "");
    assertThat(FIXTURE.index().logged("\"logged\""))
        .containsExactly(
            line("create-group", "logged", "role reader; repos main"),
            line("edit-group", "logged", "role publisher; repos none; sources private, pypi"),
            line("delete-group", "logged", ""));
  }

  @Test
  void whoMadeChangedAndDeletedAPersonIsWrittenDownAndNoPassword() {
    ada().post(GROUPS, "{\"name\":\"of-lined\",\"role\":\"reader\",\"repos\":[\"main\"]}");
    String first =
        ada()
            .post(PEOPLE, "{\"name\":\"Lined\",\"groups\":[\"of-lined\"]}")
            .body()
            .get("password")
            .asString();
    String second =
        ada()
            .patch(
                PEOPLE + "/lined",
                "{\"groups\":[],\"email\":\"l@corp.example\",\"resetPassword\":true}")
            .body()
            .get("password")
            .asString();
    ada().patch(PEOPLE + "/lined", "{\"enabled\":false}");
    ada().delete(PEOPLE + "/lined");

    untilLogged("create-person", "lined", "groups of-lined");
    untilLogged("edit-person", "lined", "groups none; e-mail address; password reset");
    untilLogged("edit-person", "lined", "may not sign in");
    untilLogged("delete-person", "lined", "");
    assertThat(FIXTURE.index().logged(first)).isEmpty();
    assertThat(FIXTURE.index().logged(second)).isEmpty();
  }

  @Test
  void theFirstAdministratorIsWrittenDown() {
    try (var keycloak = RealKeycloak.running().admin()) {
      var realm = keycloak.realm("larder");
      realm.roles().get("admin").getRoleGroupMembers(0, 100).stream()
          .flatMap(group -> realm.groups().group(group.getId()).members(0, 100).stream())
          .forEach(person -> realm.users().get(person.getId()).remove());
    }

    FIXTURE.admin().post(PEOPLE + "/bootstrap", "{\"name\":\"first-of-all\"}");

    assertThat(FIXTURE.index().logged("first-of-all"))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.caller()).isEqualTo("{\"kind\":\"admin\"}");
              assertThat(call.body()).contains("create-person", "groups administrators");
            });
  }

  @Test
  void nobodyGetsARightThatCannotBeWrittenDown() {
    ada().post(GROUPS, "{\"name\":\"kept\",\"role\":\"reader\",\"repos\":[\"main\"]}");
    ada().post(PEOPLE, "{\"name\":\"kept\"}");
    FIXTURE.index().answerLog(503);

    assertThat(ada().post(GROUPS, "{\"name\":\"never\",\"role\":\"admin\"}").detail())
        .startsWith(REFUSED);
    assertThat(ada().patch(GROUPS + "/kept", "{\"role\":\"admin\"}").status()).isEqualTo(503);
    assertThat(ada().post(PEOPLE, "{\"name\":\"never\"}").detail()).startsWith(REFUSED);
    assertThat(ada().patch(PEOPLE + "/kept", "{\"groups\":[\"kept\"]}").status()).isEqualTo(503);

    String groups = ada().get(GROUPS).body().toString();
    assertThat(groups).contains("kept").doesNotContain("never");
    assertThat(ada().get(GROUPS).body().get("groups").valueStream())
        .filteredOn(group -> group.get("name").asString().equals("kept"))
        .allSatisfy(group -> assertThat(group.get("role").asString()).isEqualTo("reader"));
    assertThat(ada().get(PEOPLE + "?search=never").body().get("people").isEmpty()).isTrue();
    assertThat(ada().get(PEOPLE + "?search=kept").body().get("people").get(0).get("groups"))
        .isEmpty();
  }

  @Test
  void whatTakesRightsAwayStandsAndIsWrittenDownAsSoonAsThatIsPossible() {
    ada().post(GROUPS, "{\"name\":\"taken\",\"role\":\"reader\",\"repos\":[\"main\"]}");
    ada().post(PEOPLE, "{\"name\":\"barred\"}");
    ada().post(PEOPLE, "{\"name\":\"deleted\"}");
    FIXTURE.index().answerLog(503);

    assertThat(ada().delete(GROUPS + "/taken").status()).isEqualTo(204);
    assertThat(ada().patch(PEOPLE + "/barred", "{\"enabled\":false}").status()).isEqualTo(200);
    assertThat(ada().delete(PEOPLE + "/deleted").status()).isEqualTo(204);

    FIXTURE.index().answerLog(200);
    untilLogged("delete-group", "taken", "");
    untilLogged("edit-person", "barred", "may not sign in");
    untilLogged("delete-person", "deleted", "");
  }

  @Test
  void aChangeThatComesToNothingIsTakenBackInTheLog() {
    ada().post(PEOPLE, "{\"name\":\"first-with\",\"email\":\"same@corp.example\"}");

    assertThat(
            ada()
                .post(PEOPLE, "{\"name\":\"second-with\",\"email\":\"same@corp.example\"}")
                .status())
        .isEqualTo(409);

    untilLogged("create-person", "second-with", "");
    untilLogged(
        "create-person",
        "second-with",
        "not done: somebody else has the e-mail address 'same@corp.example'");
  }

  @Test
  void whatIsRefusedForItselfIsNotWrittenDownAtAll() {
    ada().post(GROUPS, "{\"name\":\"wrong one\",\"role\":\"king\"}");
    ada().post(PEOPLE, "{\"name\":\"wrong.one\",\"groups\":[\"nil\"]}");
    ada().post(PEOPLE, "{\"name\":\"there.already\"}");
    ada().post(PEOPLE, "{\"name\":\"there.already\"}");

    assertThat(FIXTURE.index().logged("wrong")).isEmpty();
    assertThat(FIXTURE.index().logged("there.already")).hasSize(1);
  }
}
