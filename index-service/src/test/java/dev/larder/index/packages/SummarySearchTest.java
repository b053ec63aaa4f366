package dev.larder.index.packages;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages are found by their summaries too, behind those that are found by their names. */
class SummarySearchTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    mirrored("http", "Talks");
    mirrored("httpx", "A next generation HTTP client");
    mirrored("py-http", "Also http");
    mirrored("aiohttp", "Async");
    mirrored("requests", "Python HTTP for Humans, 100% of them");
    mirrored("curl", "Transfers by HTTP_2 and more");
    mirrored("hidden", "HTTP by the mirror");
    mirrored("corp-b", "HTTP of a claimed name");
    mirrored("quiet", null);
    fixture.sync.answer("pypi", "unread", page("\"1\"", file("unread-1.0.tar.gz")));
    fixture.files("unread");
    uploaded("hidden", "Nothing of the kind");
    uploaded("corp-a", "HTTP of the company");
    uploaded("own", "Own HTTP");
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "corp-*"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void mirrored(String name, String summary) {
    fixture.sync.answer(
        "pypi", name, page("\"1\"", file(name.replace('-', '_') + "-1.0-py3-none-any.whl")));
    fixture.files(name);
    describe("pypi", name, summary);
  }

  private static void uploaded(String name, String summary) {
    fixture.publish(name.replace('-', '_') + "-2.0-py3-none-any.whl", name, name);
    describe("private", name, summary);
  }

  private static void describe(String source, String name, String summary) {
    String from =
        " from file f join project p on p.id = f.project join source s on s.id = p.source"
            + " where s.name = '%s' and p.name = '%s'".formatted(source, name);
    fixture.execute(
        "insert into release_metadata (file, project, version, summary) select f.id, p.id, '1.0', "
            + (summary == null ? "null" : "'" + summary + "'")
            + from);
    fixture.execute(
        "insert into metadata_reading (project, file, serial, tries)"
            + " select p.id, f.id, p.last_serial, 0"
            + from);
  }

  private static Map<String, Object> get(String path) {
    return fixture.done(200, "GET", path, null);
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("packages"))
        .stream().map(one -> one.get("source") + ":" + one.get("name")).toList();
  }

  private static String search(String text) {
    return "?search=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> found(String text) {
    return names(get("/repos/main/packages" + search(text)));
  }

  @Test
  void theNameComesFirstThenItsBeginningThenItsPartsThenSummaries() {
    assertThat(found("http"))
        .containsExactly(
            "pypi:http",
            "pypi:httpx",
            "pypi:aiohttp",
            "pypi:py-http",
            "private:corp-a",
            "pypi:curl",
            "private:own",
            "pypi:requests");
  }

  @Test
  void whoSearchesNamesByTheirBeginningIsToldNoSummaries() {
    assertThat(names(get("/repos/main/packages?match=prefix&search=http")))
        .containsExactly("pypi:http", "pypi:httpx");
  }

  @Test
  void aSourceIsSearchedForWhatItHasItself() {
    assertThat(names(get("/sources/pypi/packages?search=mirror"))).containsExactly("pypi:hidden");
    assertThat(names(get("/sources/pypi/packages?search=claimed"))).containsExactly("pypi:corp-b");
    assertThat(found("mirror")).isEmpty();
    assertThat(found("claimed")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "humans python, pypi:requests",
    "HUMANS, pypi:requests",
    "umans, pypi:requests",
    "of humans, pypi:requests",
    "100%, pypi:requests",
    "http_2, pypi:curl",
    "p_2 transfers, pypi:curl"
  })
  void everyWordIsLookedForInEitherCase(String text, String name) {
    assertThat(found(text)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"of", "a b", "humans nobody", "%%%", "hum%ns", "___", "\\\\\\", "a-b-c"})
  void whatIsInNoSummaryOrIsTooShortIsNotFoundByThem(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "HTTP client", "generation", "the", "company", "claimed", "more"})
  void asManyAreCountedAsAreListedHoweverSmallThePages(String text) {
    for (String of : List.of("/repos/main/packages", "/sources/pypi/packages")) {
      List<String> all = names(get(of + search(text)));
      assertThat(get(of + "/count" + search(text)))
          .isEqualTo(Map.of("count", all.size(), "more", false));
      for (int limit = 1; limit <= 3; limit++) {
        assertThat(pages(of + search(text) + "&limit=" + limit)).isEqualTo(all);
      }
    }
  }

  private static List<String> pages(String query) {
    List<String> all = new ArrayList<>();
    Map<String, Object> page = get(query);
    while (page.get("next") != null) {
      all.addAll(names(page));
      page = get(query + "&after=" + page.get("next"));
    }
    all.addAll(names(page));
    return all;
  }

  @Test
  void eachIsToldWithItsSummaryOrThatItIsUnknown() {
    assertThat(get("/repos/main/packages?search=own&match=prefix").get("packages").toString())
        .contains("summary=Own HTTP")
        .contains("described=true");
    assertThat(get("/repos/main/packages?search=quiet").get("packages").toString())
        .contains("summary=null")
        .contains("described=true");
    assertThat(get("/repos/main/packages?search=unread").get("packages").toString())
        .contains("summary=null")
        .contains("described=false");
    assertThat(get("/repos/main/packages?search=hidden&match=prefix").get("packages").toString())
        .contains("summary=Nothing of the kind");
  }

  @Test
  void whatALaterFileSaysIsUnknownAtASnapshotBefore() {
    fixture.publish("travels-1.0-py3-none-any.whl", "travels", "x");
    fixture.done(201, "POST", "/repos", Map.of("name", "alone", "sources", List.of("private")));
    long then = fixture.serial();
    fixture.publish("travels-2.0-py3-none-any.whl", "travels", "y");
    fixture.execute("delete from file where filename = 'travels-1.0-py3-none-any.whl'");
    describe("private", "travels", "Far and wide");
    String list = "/repos/alone/packages?search=";

    assertThat(names(get(list + "wide"))).containsExactly("private:travels");
    assertThat(names(get(list + "wide&snapshot=" + then))).isEmpty();
    assertThat(get("/repos/alone/packages/count?search=wide&snapshot=" + then))
        .isEqualTo(Map.of("count", 0, "more", false));
    assertThat(get(list + "travels&snapshot=" + then).get("packages").toString())
        .contains("summary=null")
        .contains("described=false");
  }
}
