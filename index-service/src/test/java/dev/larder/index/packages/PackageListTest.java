package dev.larder.index.packages;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageListTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    for (String name :
        List.of("apple", "django", "django-rest", "shared", "rest", "rest-api", "a-rest")) {
      fixture.sync.answer(
          "pypi", name, page("\"1\"", file(name.replace('-', '_') + "-1.0-py3-none-any.whl")));
      fixture.files(name);
    }
    for (String name : List.of("shared", "zebra", "corp-a", "rest")) {
      fixture.publish(name.replace('-', '_') + "-2.0-py3-none-any.whl", name, name);
    }
    fixture.sync.answer("pypi", "corp-b", page("\"1\"", file("corp_b-1.0-py3-none-any.whl")));
    fixture.files("corp-b");
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "corp-*"));
    fixture.done(201, "POST", "/repos", Map.of("name", "empty"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("packages"))
        .stream().map(one -> one.get("source") + ":" + one.get("name")).toList();
  }

  private static Map<String, Object> list(String path) {
    return fixture.done(200, "GET", path, null);
  }

  private static void assertCounted(String path, String query) {
    int listed = names(list(path + query)).size();
    assertThat(list(path + "/count" + query)).isEqualTo(Map.of("count", listed, "more", false));
  }

  @Test
  void aRepositoryListsEachNameOnceFromTheSourceThatAnswersForIt() {
    assertThat(names(list("/repos/main/packages")))
        .containsExactly(
            "pypi:a-rest",
            "pypi:apple",
            "private:corp-a",
            "pypi:django",
            "pypi:django-rest",
            "private:rest",
            "pypi:rest-api",
            "private:shared",
            "private:zebra");
    assertCounted("/repos/main/packages", "");
    assertThat(names(list("/repos/empty/packages"))).isEmpty();
    assertCounted("/repos/empty/packages", "");
  }

  @Test
  void eachHasTheSerialOfItsNewestChange() {
    Object serial =
        Integer.valueOf(
            fixture.query("select last_serial from project where name = 'zebra'").getFirst());
    Map<String, Object> zebra = new HashMap<>();
    zebra.put("name", "zebra");
    zebra.put("source", "private");
    zebra.put("serial", serial);
    zebra.put("summary", null);
    zebra.put("described", false);
    assertThat(((List<?>) list("/repos/main/packages?search=zebra").get("packages")).getFirst())
        .isEqualTo(zebra);
  }

  @Test
  void aSourceListsAllThatItHas() {
    assertThat(names(list("/sources/pypi/packages")))
        .containsExactly(
            "pypi:a-rest",
            "pypi:apple",
            "pypi:corp-b",
            "pypi:django",
            "pypi:django-rest",
            "pypi:rest",
            "pypi:rest-api",
            "pypi:shared");
    assertThat(names(list("/sources/private/packages")))
        .containsExactly("private:corp-a", "private:rest", "private:shared", "private:zebra");
    assertCounted("/sources/pypi/packages", "");
    assertCounted("/sources/private/packages", "");
  }

  @Test
  void aSearchByPrefixIsForTheBeginningOfNames() {
    assertThat(names(list("/repos/main/packages?search=Django&match=prefix")))
        .containsExactly("pypi:django", "pypi:django-rest");
    assertThat(names(list("/repos/main/packages?search=jang&match=prefix"))).isEmpty();
    assertThat(names(list("/repos/main/packages?search=django_r")))
        .containsExactly("pypi:django-rest");
    assertThat(names(list("/repos/main/packages?search=corp"))).containsExactly("private:corp-a");
  }

  @Test
  void aSearchIsForTheNameThenForItsBeginningThenForItsParts() {
    assertThat(names(list("/repos/main/packages?search=Rest")))
        .containsExactly("private:rest", "pypi:rest-api", "pypi:a-rest", "pypi:django-rest");
    assertThat(names(list("/repos/main/packages?search=o_r"))).containsExactly("pypi:django-rest");
    assertThat(names(list("/repos/main/packages?search=st-a"))).containsExactly("pypi:rest-api");
    assertThat(names(list("/repos/main/packages?search=rest-rest"))).isEmpty();
    assertThat(names(list("/repos/main/packages?search=%25est"))).isEmpty();
    assertThat(names(list("/repos/main/packages?search=oqr"))).isEmpty();
  }

  @Test
  void aSearchForOneOrTwoLettersIsForTheBeginning() {
    assertThat(names(list("/repos/main/packages?search=pp"))).isEmpty();
    assertThat(names(list("/repos/main/packages?search=re")))
        .containsExactly("private:rest", "pypi:rest-api");
  }

  @Test
  void whatOthersClaimIsFoundByNoPartOfIt() {
    assertThat(names(list("/repos/main/packages?search=orp"))).containsExactly("private:corp-a");
    assertThat(names(list("/sources/pypi/packages?search=orp"))).containsExactly("pypi:corp-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "django", "rest", "est", "orp", "corp", "corp-b", "x", "s", "nix"})
  void asManyAreCountedAsAreListedHoweverSmallThePages(String search) {
    for (String of : List.of("/repos/main/packages", "/sources/pypi/packages")) {
      for (String match : List.of("part", "prefix")) {
        String query = "?search=" + search + "&match=" + match;
        assertCounted(of, query);
        for (int limit = 1; limit <= 3; limit++) {
          assertThat(pages(of + query + "&limit=" + limit)).isEqualTo(names(list(of + query)));
        }
      }
    }
  }

  @Test
  void aMatchThatIsNoneIsRefused() {
    assertThat(fixture.refusal("GET", "/repos/main/packages?search=a&match=infix", null))
        .isEqualTo("400 'match' must be part or prefix, not 'infix'");
    assertThat(fixture.refusal("GET", "/sources/pypi/packages/count?match=", null))
        .isEqualTo("400 'match' must be part or prefix, not ''");
  }

  @Test
  void whatIsCountedStopsAtTenThousandUnlessAllIsWanted() {
    try (Fixture large = Fixture.open()) {
      large.execute(
          "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
              + " select 1 + i % 2, 'n' || i || '-big', '', 1, instant, 1"
              + " from clock, generate_series(1, 10001) i");
      large.execute(
          "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
              + " select 3 - source, name, '', 1, owned_since, 1 from project where name < 'n2'");
      for (String search : List.of("", "?search=n", "?search=big")) {
        String path = "/repos/main/packages/count" + search;
        assertThat(large.done(200, "GET", path, null))
            .isEqualTo(Map.of("count", 10_000, "more", true));
        assertThat(
                large.done(200, "GET", path + (search.isEmpty() ? "?" : "&") + "exact=true", null))
            .isEqualTo(Map.of("count", 10_001, "more", false));
      }
      large.execute("update project set owned_since = null where name = 'n1-big'");
      assertThat(large.done(200, "GET", "/repos/main/packages/count?search=big", null))
          .isEqualTo(Map.of("count", 10_000, "more", false));
    }
  }

  @Test
  void aSnapshotIsSearchedAsItStood() {
    try (Fixture dated = Fixture.open()) {
      dated.publish("acme_old-1.0.tar.gz", "acme-old", "x");
      dated.publish("old_acme-1.0.tar.gz", "old-acme", "x");
      dated.done(201, "POST", "/repos", Map.of("name", "own", "sources", List.of("private")));
      long then = dated.serial();
      dated.publish("acme_new-1.0.tar.gz", "acme-new", "x");
      dated.publish("old_acme-2.0.tar.gz", "old-acme", "y");
      String list = "/repos/own/packages?search=acme&snapshot=";
      String count = "/repos/own/packages/count?search=acme&snapshot=";
      assertThat(names(dated.done(200, "GET", list + then, null)))
          .containsExactly("private:acme-old", "private:old-acme");
      assertThat(dated.done(200, "GET", list + then, null).get("packages").toString())
          .contains("serial=" + (then - 1));
      assertThat(names(dated.done(200, "GET", list + "latest", null)))
          .containsExactly("private:acme-new", "private:acme-old", "private:old-acme");
      assertThat(dated.done(200, "GET", count + then, null))
          .isEqualTo(Map.of("count", 2, "more", false));
      assertThat(dated.refusal("GET", list + "2100-01-01", null)).contains("is in the future");
      assertThat(dated.refusal("GET", count + "soon", null)).contains("'soon' is no snapshot");
      assertThat(dated.refusal("GET", "/repos/main/packages?snapshot=" + then, null))
          .startsWith("404 A list of all projects at ");
    }
  }

  private static List<String> pages(String query) {
    List<String> all = new ArrayList<>();
    Map<String, Object> page = list(query);
    while (page.get("next") != null) {
      all.addAll(names(page));
      page = list(query + "&after=" + page.get("next"));
    }
    all.addAll(names(page));
    return all;
  }

  @Test
  void pagesFollowEachOther() {
    assertThat(names(list("/repos/main/packages?limit=2"))).hasSize(2);
    assertThat(pages("/repos/main/packages?limit=2"))
        .isEqualTo(names(list("/repos/main/packages")));
    assertThat(fixture.refusal("GET", "/repos/main/packages?limit=1001", null))
        .isEqualTo("400 'limit' must be from 1 to 1000, not 1001");
    assertThat(fixture.refusal("GET", "/sources/pypi/packages?limit=0", null))
        .isEqualTo("400 'limit' must be from 1 to 1000, not 0");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(fixture.refusal("GET", "/repos/nix/packages", null))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, empty");
    assertThat(fixture.refusal("GET", "/repos/nix/packages/count", null))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, empty");
    assertThat(fixture.refusal("GET", "/sources/nix/packages", null))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
  }

  @Test
  void aPackageIsShownWhereverItIs() {
    fixture.publish("info-1.0-py3-none-any.whl", "info", "1");
    fixture.publish("info-1.10-py3-none-any.whl", "info", "2");
    fixture.publish("info-1.10.tar.gz", "info", "3");
    fixture.publish("info-1.9-py3-none-any.whl", "info", "4");
    fixture.publish("info-2.0rc1-py3-none-any.whl", "info", "5");
    fixture.done(200, "PATCH", "/sources/private/projects/info", Map.of("status", "deprecated"));
    Map<String, Object> source = new HashMap<>();
    source.put("source", "private");
    source.put("type", "local-python");
    source.put("files", 5);
    source.put("versions", List.of("1.0", "1.9", "1.10", "2.0rc1"));
    source.put("latest", "1.10");
    source.put("status", "deprecated");
    source.put("signed", false);
    source.put("serial", (int) fixture.serial());
    source.put("leftOut", List.of());
    source.put("metadata", null);
    assertThat(list("/packages/Info"))
        .isEqualTo(
            Map.of(
                "name", "info",
                "sources", List.of(source),
                "repos", List.of(Map.of("repo", "main", "source", "private"))));
    assertThat(list("/packages/shared").get("repos"))
        .isEqualTo(List.of(Map.of("repo", "main", "source", "private")));
    assertThat((List<?>) list("/packages/shared").get("sources"))
        .extracting("source", String.class)
        .containsExactly("private", "pypi");
    assertThat(list("/packages/corp-b").get("repos")).isEqualTo(List.of());
    assertThat(fixture.refusal("GET", "/packages/unheard-of", null))
        .isEqualTo("404 no source is known to have a package 'unheard-of'");
    assertThat(fixture.sync.questions("pypi", "unheard-of")).isEmpty();
    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", "info", "scope", "@all", "purge", true));
    fixture.done(200, "POST", "/sources/private/releases", Map.of("name", "info"));
    assertThat(fixture.refusal("GET", "/packages/info", null))
        .isEqualTo("404 no source is known to have a package 'info'");
  }
}
