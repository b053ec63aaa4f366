package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileLookupTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final String OTHER_QUERY = "https://files.example/" + WHEEL + "?build=3";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture =
        Fixture.with(
            Map.of("larder.upstreams", "https://u:p@files.example/simple/ https://two.example/"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpResponse<String> ask(String repo, String name, String key) {
    return fixture.get("/internal/file?repo=" + repo + "&name=" + name + "&key=" + key);
  }

  private Map<String, Object> shown(String name, String key) {
    HttpResponse<String> response = ask("main", name, key);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Fixture.parse(response.body());
  }

  @Test
  void aListedMirroredFileIsShownWithWhereItComesFrom() {
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(WHEEL)
                .with("metadata", true)
                .with("gpgSig", true)
                .with("provenance", "https://other.example/p")));
    fixture.files("demo");
    Map<String, Object> expected = new HashMap<>();
    expected.put("serial", 2);
    expected.put("tags", List.of("repo:1", "project:1/demo", "project:2/demo", "project:3/demo"));
    expected.put("source", 2);
    expected.put("project", "demo");
    expected.put("filename", WHEEL);
    expected.put("sha256", Fixture.sha256(WHEEL));
    expected.put("size", 1000);
    expected.put("stamp", "2020-01-02T03:04:05Z");
    expected.put("kept", null);
    Map<String, Object> reach = new HashMap<>();
    reach.put("own", "https://files.example/simple/");
    reach.put("inside", null);
    reach.put("allow", List.of());
    reach.put("proxy", null);
    reach.put("ca", null);
    reach.put("clientCertificate", null);
    reach.put("missingStatus", List.of());
    Map<String, Object> upstream = new HashMap<>();
    upstream.put("source", "pypi");
    upstream.put("url", "https://files.example/" + WHEEL);
    upstream.put("authorization", "Basic dTpw");
    upstream.put("metadata", true);
    upstream.put("signature", true);
    upstream.put("provenance", "https://other.example/p");
    upstream.put("reach", reach);
    upstream.put("generation", 1);
    upstream.put("offline", false);
    upstream.put("hash", null);
    expected.put("upstream", upstream);
    expected.put("metadataSha256", null);
    expected.put("readers", null);
    expected.put("others", List.of());
    assertThat(shown(WHEEL, Fixture.sha256(WHEEL))).isEqualTo(expected);
    assertThat(ask("", WHEEL, Fixture.sha256(WHEEL)).statusCode()).isEqualTo(200);
  }

  @Test
  void credentialsOfAnUpstreamGoToNoOtherHost() {
    fixture.sync.answer(
        "pypi", "demo", page("\"1\"", file(WHEEL).with("url", "https://cdn.example/" + WHEEL)));
    fixture.files("demo");
    assertThat((Map<?, ?>) shown(WHEEL, Fixture.sha256(WHEEL)).get("upstream"))
        .hasFieldOrPropertyWithValue("authorization", null);
  }

  @Test
  void theGenerationRisesWithEachChangeOfTheUpstreamsUrlAndWithNothingElse() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    List<Integer> generations = new ArrayList<>();
    for (Map<String, String> edit :
        List.of(
            Map.of("url", "https://a.example/", "credential", "u:p"),
            Map.of("credential", "u:q"),
            Map.of("url", "https://a.example/"),
            Map.of("url", "https://b.example/", "credential", "u:p"),
            Map.of("url", "https://a.example/", "credential", "u:p"))) {
      fixture.done(200, "PATCH", "/sources/pypi", edit);
      fixture.files("demo");
      Map<?, ?> upstream = (Map<?, ?>) shown(WHEEL, Fixture.sha256(WHEEL)).get("upstream");
      generations.add((Integer) upstream.get("generation"));
    }
    assertThat(generations).containsExactly(2, 2, 2, 3, 4);
  }

  @Test
  void anUploadIsShownWithItsObjects() {
    Map<String, Object> upload = Fixture.upload(WHEEL, "demo", "x");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", Fixture.sha256("m"));
    fixture.post("/internal/sources/1/files", upload);
    Map<String, Object> kept = new HashMap<>();
    kept.put("key", upload.get("key"));
    kept.put("metadataKey", "kept/m");
    kept.put("signatureKey", null);
    kept.put("provenanceKey", null);
    assertThat(shown(WHEEL, Fixture.sha256("x")))
        .containsEntry("kept", kept)
        .containsEntry("upstream", null)
        .containsEntry("metadataSha256", Fixture.sha256("m"));
  }

  @Test
  void aFileThatWasNeverListedIsNotShownAndNobodyIsAskedForIt() {
    assertThat(ask("main", WHEEL, Fixture.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "demo")).isEmpty();
  }

  @Test
  void theKeyTheNameAndTheRepositoryMustAllBeRight() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    assertThat(ask("main", WHEEL, Fixture.sha256("other")).statusCode()).isEqualTo(404);
    assertThat(ask("main", "demo-2.0-py3-none-any.whl", Fixture.sha256(WHEEL)).statusCode())
        .isEqualTo(404);
    assertThat(ask("elsewhere", WHEEL, Fixture.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(ask("main", "nonsense", "x").statusCode()).isEqualTo(404);
  }

  @Test
  void aFileThatAnEarlierSourceShadowedFromTheFirstIsNotShown() {
    fixture.publish("demo-3.0.tar.gz", "demo", "mine");
    fixture.execute(
        "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
            + " values (2, 'demo', 'demo', 3, now(), 3)");
    fixture.execute(
        "insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,"
            + " sha256, upstream_url) select id, 3, now(), false, false, '%s', '1.0',"
                .formatted(WHEEL)
            + " decode('%s', 'hex'), 'https://files.example/x' from project where source = 2"
                .formatted(Fixture.sha256(WHEEL)));
    assertThat(ask("main", WHEEL, Fixture.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(ask("main", "demo-3.0.tar.gz", Fixture.sha256("mine")).statusCode()).isEqualTo(200);
  }

  @Test
  void aFileThatWasListedBeforeAnEarlierSourceTookTheNameIsStillShown() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.publish("demo-3.0.tar.gz", "demo", "mine");
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-3.0.tar.gz");
    assertThat(shown(WHEEL, Fixture.sha256(WHEEL))).containsEntry("source", 2);
  }

  @Test
  void aFileThatEndedIsStillShown() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.sync.answer(
        "pypi", "demo", page("\"2\"", file(WHEEL).with("sha256", Fixture.sha256("2"))));
    fixture.later(Duration.ofMinutes(11));
    fixture.files("demo");
    assertThat(shown(WHEEL, Fixture.sha256(WHEEL))).containsEntry("sha256", Fixture.sha256(WHEEL));
    assertThat(shown(WHEEL, Fixture.sha256("2"))).containsEntry("sha256", Fixture.sha256("2"));
  }

  @Test
  void ofFilesThatShareAKeyTheListedOneIsShown() {
    ListedFiles blind = file(WHEEL).with("sha256", null);
    fixture.sync.answer("pypi", "demo", page("\"1\"", blind));
    String url = (String) fixture.files("demo").get(WHEEL).get("url");
    fixture.sync.answer("pypi", "demo", page("\"2\"", blind.with("size", 2000)));
    fixture.later(Duration.ofMinutes(11));
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", page("\"3\"", blind.with("url", OTHER_QUERY)));
    fixture.later(Duration.ofMinutes(11));
    assertThat(fixture.files("demo").get(WHEEL)).containsEntry("url", url);
    // An update moves the open row to the table's beginning or end; neither may matter.
    fixture.execute("update file set missed_since = null where to_serial is null");
    assertThat(upstreamUrl(url)).isEqualTo(OTHER_QUERY);
    fixture.execute("update file set missed_since = null where to_serial is not null");
    assertThat(upstreamUrl(url)).isEqualTo(OTHER_QUERY);
  }

  private Object upstreamUrl(String url) {
    return ((Map<?, ?>) shown(WHEEL, url.split("/")[3]).get("upstream")).get("url");
  }

  @Test
  void filesOfAQuarantinedProjectAreNotShownR792_2() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    Map<String, Object> quarantined = new HashMap<>(page("\"2\"", file(WHEEL)));
    quarantined.put("status", "quarantined");
    fixture.sync.answer("pypi", "demo", quarantined);
    fixture.later(Duration.ofMinutes(11));
    fixture.files("demo");
    assertThat(ask("main", WHEEL, Fixture.sha256(WHEEL)).statusCode()).isEqualTo(404);
  }

  @Test
  void anSdistIsFoundHoweverItsNameMayBeRead() {
    String sdist = "a-b-c-1.0-2.tar.gz";
    fixture.sync.answer("pypi", "a-b-c", page("\"1\"", file(sdist)));
    fixture.files("a-b-c");
    assertThat(shown(sdist, Fixture.sha256(sdist))).containsEntry("project", "a-b-c");
  }
}
