package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which what is hidden might come out after changes of names, order and ownership. */
class LeakTest {
  private static final String CHANGELOG =
      "<methodCall><methodName>changelog_since_serial</methodName><params><param><value><int>0"
          + "</int></value></param></params></methodCall>";

  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
    fixture.done(201, "POST", "/sources", Map.of("name", "team", "type", "local-python"));
    fixture.done(
        201,
        "POST",
        "/sources",
        Map.of("name", "second", "type", "pypi", "url", "https://two.example/simple/"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void repository(String name, String... sources) {
    fixture.done(201, "POST", "/repos", Map.of("name", name, "sources", List.of(sources)));
  }

  private static void edit(String name, String key, Object value) {
    fixture.done(200, "PATCH", "/repos/" + name, Map.of(key, value));
  }

  private static void subscribe(String repository, List<String> sources) {
    for (Object source :
        (List<?>) fixture.done(200, "GET", "/repos/" + repository, null).get("sources")) {
      String name = (String) ((Map<?, ?>) source).get("name");
      fixture.done(200, "DELETE", "/repos/" + repository + "/sources/" + name, null);
    }
    for (String source : sources) {
      fixture.done(200, "POST", "/repos/" + repository + "/sources", Map.of("source", source));
    }
  }

  private static String wheel(String project) {
    return project.replace('-', '_') + "-1.0-py3-none-any.whl";
  }

  /** Publishes the wheel of a project, whose bytes tell the source. */
  private static String publish(String source, String project) {
    return publish(source, project, wheel(project));
  }

  private static String publish(String source, String project, String filename) {
    String id = fixture.query("select id from source where name = '" + source + "'").getFirst();
    String content = source + " " + project;
    HttpResponse<String> response =
        fixture.post(
            "/internal/sources/" + id + "/files", Fixture.upload(filename, project, content));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Fixture.sha256(content);
  }

  private static void remove(String source, String project, boolean purge) {
    fixture.done(
        200,
        "POST",
        "/sources/" + source + "/remove",
        Map.of("package", project, "scope", "@all", "purge", purge));
  }

  private static void mirrored(String source, String project, ListedFiles listed) {
    fixture.sync.answer(source, project, page("\"1\"", listed));
  }

  private static int pageOf(String repository, String project) {
    return fixture.get("/" + repository + "/latest/simple/" + project + "/").statusCode();
  }

  private static int ask(String repository, String filename, String key) {
    return fixture
        .get("/internal/file?repo=" + repository + "&name=" + filename + "&key=" + key)
        .statusCode();
  }

  @Test
  void aNameGivenUpServesWhatItServedAndNothingNewer() {
    repository("old", "private");
    String before = publish("private", "named-before");
    edit("old", "newName", "new");
    String after = publish("private", "named-after");
    assertThat(ask("old", wheel("named-before"), before)).isEqualTo(200);
    assertThat(ask("old", wheel("named-after"), after)).isEqualTo(404);
    repository("old", "team");
    String since = publish("team", "named-since");
    assertThat(ask("old", wheel("named-before"), before)).isEqualTo(200);
    assertThat(ask("old", wheel("named-after"), after)).isEqualTo(404);
    assertThat(ask("old", wheel("named-since"), since)).isEqualTo(200);
    assertThat(ask("new", wheel("named-since"), since)).isEqualTo(404);
    assertThat(ask("new", wheel("named-after"), after)).isEqualTo(200);
    assertThat(ask("new", wheel("named-before"), before)).isEqualTo(200);
  }

  @Test
  void theDefaultServesOnlyWhatWasListedWhileItWasTheDefault() {
    repository("for-a-while", "team");
    edit("for-a-while", "default", true);
    String mine = publish("private", "default-elsewhere");
    String theirs = publish("team", "default-here");
    remove("private", "default-elsewhere", false);
    assertThat(ask("", wheel("default-elsewhere"), mine)).isEqualTo(404);
    assertThat(ask("", wheel("default-here"), theirs)).isEqualTo(200);
    edit("main", "default", true);
    String later = publish("team", "default-no-more");
    assertThat(ask("", wheel("default-elsewhere"), mine)).isEqualTo(404);
    assertThat(ask("", wheel("default-here"), theirs)).isEqualTo(200);
    assertThat(ask("", wheel("default-no-more"), later)).isEqualTo(404);
    assertThat(ask("main", wheel("default-elsewhere"), mine)).isEqualTo(200);
  }

  @Test
  void aDeletedRepositorysFilesAreNotServedByTheNextOfItsName() {
    repository("brief", "team");
    String file = publish("team", "of-the-deleted");
    assertThat(ask("brief", wheel("of-the-deleted"), file)).isEqualTo(200);
    fixture.done(204, "DELETE", "/repos/brief", null);
    assertThat(ask("brief", wheel("of-the-deleted"), file)).isEqualTo(404);
    repository("brief", "private");
    assertThat(ask("brief", wheel("of-the-deleted"), file)).isEqualTo(404);
    assertThat(pageOf("brief", "of-the-deleted")).isEqualTo(404);
  }

  @Test
  void aReleasedNameServesTheLaterSourceOnlyFromThenOn() {
    repository("in-order", "private", "team");
    String mine = publish("private", "set-free");
    String theirs = "set_free-2.0-py3-none-any.whl";
    String hidden = publish("team", "set-free", theirs);
    remove("team", "set-free", false);
    remove("private", "set-free", false);
    assertThat(pageOf("in-order", "set-free")).isEqualTo(200);
    fixture.done(200, "POST", "/sources/private/releases", Map.of("name", "set-free"));
    assertThat(ask("in-order", theirs, hidden)).isEqualTo(404);
    assertThat(ask("in-order", wheel("set-free"), mine)).isEqualTo(200);
    assertThat(fixture.get("/in-order/latest/simple/set-free/").body())
        .doesNotContain(hidden)
        .doesNotContain(theirs);
    assertThat(fixture.postXml("/in-order/latest/pypi", CHANGELOG).body()).doesNotContain(theirs);
    fixture.done(
        200, "POST", "/sources/team/restore", Map.of("package", "set-free", "scope", "@all"));
    assertThat(ask("in-order", theirs, hidden)).isEqualTo(200);
  }

  @Test
  void whatCameAndWentWhileASourceWasNotSubscribedToIsNeverShown() {
    repository("on-and-off", "team");
    subscribe("on-and-off", List.of("private"));
    String file = publish("team", "in-between");
    remove("team", "in-between", false);
    subscribe("on-and-off", List.of("private", "team"));
    assertThat(pageOf("on-and-off", "in-between")).isEqualTo(200);
    assertThat(ask("on-and-off", wheel("in-between"), file)).isEqualTo(404);
    assertThat(fixture.postXml("/on-and-off/latest/pypi", CHANGELOG).body())
        .contains("in-between")
        .doesNotContain(wheel("in-between"));
  }

  @Test
  void aFileBehindAMirrorThatNobodyHasAskedIsNotServed() {
    repository("behind", "pypi", "second");
    repository("alone", "second");
    mirrored("pypi", "internal-tool", file("internal_tool-9.0.tar.gz"));
    mirrored("second", "internal-tool", file(wheel("internal-tool")));
    mirrored("second", "public-tool", file(wheel("public-tool")).with("uploadTime", null));
    assertThat(pageOf("alone", "internal-tool")).isEqualTo(200);
    assertThat(pageOf("alone", "public-tool")).isEqualTo(200);
    String internal = Fixture.sha256(wheel("internal-tool"));
    String open = Fixture.sha256(wheel("public-tool"));
    assertThat(ask("alone", wheel("internal-tool"), internal)).isEqualTo(200);
    assertThat(ask("behind", wheel("internal-tool"), internal)).isEqualTo(404);
    assertThat(ask("behind", wheel("public-tool"), open)).isEqualTo(404);
    assertThat(pageOf("behind", "internal-tool")).isEqualTo(200);
    assertThat(pageOf("behind", "public-tool")).isEqualTo(200);
    assertThat(ask("behind", wheel("public-tool"), open)).isEqualTo(200);
    // What the first has now was there before the second's, by its upload-time.
    assertThat(ask("behind", wheel("internal-tool"), internal)).isEqualTo(404);
  }

  @Test
  void whatWasListedBeforeTheFirstMirrorHadItIsServedLongAfter() {
    repository("long-after", "pypi", "second");
    mirrored("second", "steady", file(wheel("steady")).with("uploadTime", null));
    assertThat(pageOf("long-after", "steady")).isEqualTo(200);
    fixture.sync.answer(
        "pypi", "steady", page("\"1\"", file("steady-9.0.tar.gz").with("uploadTime", null)));
    fixture.execute(
        "update project set looked_at = looked_at - interval '20 seconds'"
            + " where name = 'steady'");
    assertThat(fixture.get("/long-after/latest/simple/steady/").body())
        .contains("steady-9.0.tar.gz")
        .doesNotContain(wheel("steady"));
    assertThat(ask("long-after", wheel("steady"), Fixture.sha256(wheel("steady")))).isEqualTo(200);
  }

  @Test
  void aRestoredFileIsPurgedWithAllThatItEverWas() {
    String file = publish("private", "back-again");
    long listed = fixture.serial();
    remove("private", "back-again", false);
    fixture.done(
        200, "POST", "/sources/private/restore", Map.of("package", "back-again", "scope", "@all"));
    assertThat(ask("main", wheel("back-again"), file)).isEqualTo(200);
    remove("private", "back-again", true);
    assertThat(ask("main", wheel("back-again"), file)).isEqualTo(404);
    for (String snapshot :
        List.of("latest", Long.toString(listed), Long.toString(fixture.serial()))) {
      assertThat(fixture.get("/main/" + snapshot + "/simple/back-again/").body())
          .as(snapshot)
          .doesNotContain(file);
    }
  }

  @Test
  void ofTwoClaimsThatOverlapEitherHides() {
    for (String pattern : List.of("twofold-*", "*-held")) {
      fixture.done(201, "POST", "/sources/private/claims", Map.of("name", pattern));
    }
    assertThat(fixture.refusal("POST", "/sources/team/claims", Map.of("name", "twofold*")))
        .startsWith("409 ");
    mirrored("pypi", "twofold-held", file(wheel("twofold-held")));
    for (String pattern : List.of("twofold-*", "*-held")) {
      assertThat(pageOf("main", "twofold-held")).as(pattern).isEqualTo(404);
      assertThat(fixture.sync.questions("pypi", "twofold-held")).isEmpty();
      fixture.done(200, "POST", "/sources/private/releases", Map.of("name", pattern));
    }
    assertThat(pageOf("main", "twofold-held")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Own.Name", "OWN_NAME", "own--name", "own-name", "own-name%2F", "%6fwn-name"})
  void noSpellingOfAClaimedNameIsAskedUpstream(String spelling) {
    fixture.call("POST", "/sources/private/claims", Map.of("name", "Own._*"));
    mirrored("pypi", "own-name", file(wheel("own-name")));
    for (String path :
        List.of(
            "/simple/" + spelling + "/",
            "/main/latest/simple/" + spelling,
            "/pypi/" + spelling + "/json",
            "/pypi/" + spelling + "/1.0/json")) {
      HttpResponse<String> response = fixture.get(path);
      assertThat(response.statusCode()).as(path).isIn(301, 404);
      assertThat(response.body()).as(path).doesNotContain(wheel("own-name"));
    }
    assertThat(fixture.sync.questions("pypi", "own-name")).isEmpty();
  }

  @Test
  void otherSpellingsOfAFilesNameOrKeyLeadNowhere() {
    String key = publish("private", "spelt-so");
    assertThat(ask("main", wheel("spelt-so"), key)).isEqualTo(200);
    assertThat(ask("main", wheel("spelt-so").toUpperCase(Locale.ROOT), key)).isEqualTo(404);
    assertThat(ask("main", "Spelt_So-1.0-py3-none-any.whl", key)).isEqualTo(404);
    assertThat(ask("main", wheel("spelt-so"), key.toUpperCase(Locale.ROOT))).isEqualTo(404);
    assertThat(ask("main", wheel("spelt-so"), key.substring(1))).isEqualTo(404);
    assertThat(ask("main", wheel("spelt-so") + "%00", key)).isBetween(400, 404);
    assertThat(ask("main", "..%2F" + wheel("spelt-so"), key)).isEqualTo(404);
    assertThat(ask("MAIN", wheel("spelt-so"), key)).isEqualTo(404);
  }

  @Test
  void anSdistIsServedOnlyForAProjectThatMayBeShown() {
    String sdist = "many-ways-1.0-2.tar.gz";
    repository("readable", "pypi");
    mirrored("pypi", "many-ways", file(sdist));
    assertThat(pageOf("readable", "many-ways")).isEqualTo(200);
    assertThat(ask("readable", sdist, Fixture.sha256(sdist))).isEqualTo(200);
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "many-ways"));
    assertThat(ask("readable", sdist, Fixture.sha256(sdist))).isEqualTo(404);
    assertThat(pageOf("readable", "many")).isEqualTo(404);
    assertThat(ask("readable", sdist, Fixture.sha256(sdist))).isEqualTo(404);
  }

  @Test
  void aBlindKeyIsOfOneSourceAndHiddenLikeAnyOther() {
    repository("blind", "pypi");
    repository("blind-second", "second");
    ListedFiles blind = file(wheel("blindly")).with("sha256", null).with("uploadTime", null);
    mirrored("pypi", "blindly", blind);
    mirrored("second", "blindly", blind);
    publish("private", "blindly");
    String first = blindKey("blind");
    String second = blindKey("blind-second");
    assertThat(first).startsWith("u-").isNotEqualTo(second);
    assertThat(ask("blind", wheel("blindly"), first)).isEqualTo(200);
    assertThat(ask("blind", wheel("blindly"), second)).isEqualTo(404);
    assertThat(ask("main", wheel("blindly"), first)).isEqualTo(404);
    assertThat(ask("main", wheel("blindly"), second)).isEqualTo(404);
    fixture.sync.answer(
        "pypi", "blindly", page("\"2\"", blind.with("sha256", Fixture.sha256("found"))));
    fixture.later(Duration.ofMinutes(11));
    assertThat(pageOf("blind", "blindly")).isEqualTo(200);
    for (String key : List.of(first, Fixture.sha256("found"))) {
      assertThat(ask("blind", wheel("blindly"), key)).isEqualTo(200);
      assertThat(ask("main", wheel("blindly"), key)).isEqualTo(404);
    }
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "blindly"));
    for (String key : List.of(first, Fixture.sha256("found"))) {
      assertThat(ask("blind", wheel("blindly"), key)).isEqualTo(404);
    }
  }

  private static String blindKey(String repository) {
    String page = fixture.get("/" + repository + "/latest/simple/blindly/").body();
    int at = page.indexOf("u-");
    return page.substring(at, at + 42);
  }
}
