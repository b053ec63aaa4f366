package dev.larder.index.claim;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClaimingTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.done(201, "POST", "/sources", Map.of("name", "team", "type", "local-python"));
    fixture.done(201, "POST", "/repos", Map.of("name", "other"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Map<String, Object> claim(int status, String source, String name) {
    return fixture.done(status, "POST", "/sources/" + source + "/claims", Map.of("name", name));
  }

  private static Map<String, Object> release(String source, String name) {
    return fixture.done(200, "POST", "/sources/" + source + "/releases", Map.of("name", name));
  }

  private static String refusal(String source, String what, String name) {
    return fixture.refusal("POST", "/sources/" + source + "/" + what, Map.of("name", name));
  }

  private static String lastChange() {
    return fixture
        .query(
            "select concat_ws('|', action, source, project, subject, tags) from change"
                + " where serial = "
                + fixture.serial())
        .getFirst();
  }

  @Test
  void aClaimIsNormalisedAndHidesTheNameFromMirrorsUntilItIsReleased() {
    fixture.sync.answer("pypi", "corp-x", page("\"1\"", file("corp_x-1.0-py3-none-any.whl")));
    assertThat(claim(201, "private", "Corp_*"))
        .isEqualTo(Map.of("source", "private", "name", "corp-*"));
    assertThat(lastChange()).isEqualTo("claim|1|corp-*|{repo:1,repo:2}");
    long serial = fixture.serial();
    assertThat(claim(200, "private", "corp-*"))
        .isEqualTo(Map.of("source", "private", "name", "corp-*"));
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat((List<?>) fixture.done(200, "GET", "/sources/private", null).get("claims"))
        .asString()
        .contains("corp-*");
    assertThat(fixture.get("/simple/corp-x/").statusCode()).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "corp-x")).isEmpty();
    assertThat(release("private", "corp-*"))
        .isEqualTo(Map.of("source", "private", "name", "corp-*", "released", "claim"));
    assertThat(lastChange()).isEqualTo("release|1|corp-*|{repo:1,repo:2}");
    assertThat(fixture.get("/simple/corp-x/").statusCode()).isEqualTo(200);
  }

  @Test
  void namesThatAnotherSourceClaimsAreRefused() {
    claim(201, "private", "acme-*");
    assertThat(refusal("team", "claims", "*-tools"))
        .isEqualTo(
            "409 '*-tools' overlaps 'acme-*', which source 'private' claims; release that first");
    claim(201, "private", "acme-tools");
    claim(201, "team", "acme");
  }

  @Test
  void whatIsNoPatternIsRefused() {
    for (String name : List.of("", "a b", "-a", "a/b", "ä")) {
      assertThat(refusal("private", "claims", name))
          .isEqualTo(
              "400 '%s' is no name of a project, and no pattern such as corp-*".formatted(name));
    }
    assertThat(refusal("nix", "claims", "a"))
        .startsWith("404 source 'nix' does not exist; existing: private, pypi");
  }

  @Test
  void aProjectIsReleasedWhenItHasNoFileLeft() {
    fixture.publish("once-1.0-py3-none-any.whl", "once", "x");
    fixture.sync.answer("pypi", "once", page("\"1\"", file("once-9.0-py3-none-any.whl")));
    assertThat(refusal("private", "releases", "Once"))
        .isEqualTo(
            "409 project 'once' has 1 file in source 'private'; its name can be released when it has none");
    fixture.execute(
        "update file set visible_to = (select instant from clock), to_serial = (select serial from clock)");
    long before = fixture.serial();
    assertThat(fixture.get("/simple/once/").body()).doesNotContain("once-9.0");
    assertThat(release("private", "once"))
        .isEqualTo(Map.of("source", "private", "name", "once", "released", "project"));
    assertThat(lastChange()).isEqualTo("release|1|once|{repo:1,repo:2}");
    assertThat(fixture.get("/simple/once/").body()).contains("once-9.0");
    assertThat(fixture.get("/" + before + "/simple/once/").body()).doesNotContain("once-9.0");
    assertThat(refusal("private", "releases", "once"))
        .isEqualTo("404 source 'private' neither claims 'once' nor has a project of that name");
  }
}
