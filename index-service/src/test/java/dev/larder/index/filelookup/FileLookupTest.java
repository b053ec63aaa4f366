package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
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
  private House house;

  @BeforeEach
  void open() {
    house =
        House.with(
            Map.of("larder.upstreams", "https://u:p@files.example/simple/ https://two.example/"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private HttpResponse<String> ask(String repo, String name, String key) {
    return house.get("/internal/file?repo=" + repo + "&name=" + name + "&key=" + key);
  }

  private Map<String, Object> shown(String name, String key) {
    HttpResponse<String> response = ask("main", name, key);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return House.parse(response.body());
  }

  @Test
  void aListedMirroredFileIsShownWithWhereItComesFrom() {
    house.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(WHEEL)
                .with("metadata", true)
                .with("gpgSig", true)
                .with("provenance", "https://other.example/p")));
    house.files("demo");
    Map<String, Object> expected = new HashMap<>();
    expected.put("serial", 2);
    expected.put("tags", List.of("repo:1", "project:1/demo", "project:2/demo", "project:3/demo"));
    expected.put("source", 2);
    expected.put("project", "demo");
    expected.put("filename", WHEEL);
    expected.put("sha256", House.sha256(WHEEL));
    expected.put("size", 1000);
    expected.put("stamp", "2020-01-02T03:04:05Z");
    expected.put("kept", null);
    Map<String, Object> reach = new HashMap<>();
    reach.put("own", "https://files.example/simple/");
    reach.put("inside", null);
    reach.put("allow", List.of());
    reach.put("proxy", null);
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
    upstream.put("hash", null);
    expected.put("upstream", upstream);
    expected.put("metadataSha256", null);
    expected.put("readers", null);
    expected.put("others", List.of());
    assertThat(shown(WHEEL, House.sha256(WHEEL))).isEqualTo(expected);
    assertThat(ask("", WHEEL, House.sha256(WHEEL)).statusCode()).isEqualTo(200);
  }

  @Test
  void credentialsOfAnUpstreamGoToNoOtherHost() {
    house.sync.answer(
        "pypi", "demo", page("\"1\"", file(WHEEL).with("url", "https://cdn.example/" + WHEEL)));
    house.files("demo");
    assertThat((Map<?, ?>) shown(WHEEL, House.sha256(WHEEL)).get("upstream"))
        .hasFieldOrPropertyWithValue("authorization", null);
  }

  @Test
  void theGenerationRisesWithEachChangeOfTheUpstreamsUrlAndWithNothingElse() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    List<Integer> generations = new ArrayList<>();
    for (Map<String, String> edit :
        List.of(
            Map.of("url", "https://a.example/", "credential", "u:p"),
            Map.of("credential", "u:q"),
            Map.of("url", "https://a.example/"),
            Map.of("url", "https://b.example/", "credential", "u:p"),
            Map.of("url", "https://a.example/", "credential", "u:p"))) {
      house.done(200, "PATCH", "/sources/pypi", edit);
      house.files("demo");
      Map<?, ?> upstream = (Map<?, ?>) shown(WHEEL, House.sha256(WHEEL)).get("upstream");
      generations.add((Integer) upstream.get("generation"));
    }
    assertThat(generations).containsExactly(2, 2, 2, 3, 4);
  }

  @Test
  void anUploadIsShownWithItsObjects() {
    Map<String, Object> upload = House.upload(WHEEL, "demo", "x");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", House.sha256("m"));
    house.post("/internal/sources/1/files", upload);
    Map<String, Object> kept = new HashMap<>();
    kept.put("key", upload.get("key"));
    kept.put("metadataKey", "kept/m");
    kept.put("signatureKey", null);
    kept.put("provenanceKey", null);
    assertThat(shown(WHEEL, House.sha256("x")))
        .containsEntry("kept", kept)
        .containsEntry("upstream", null)
        .containsEntry("metadataSha256", House.sha256("m"));
  }

  @Test
  void aFileThatWasNeverListedIsNotShownAndNobodyIsAskedForIt() {
    assertThat(ask("main", WHEEL, House.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(house.sync.questions("pypi", "demo")).isEmpty();
  }

  @Test
  void theKeyTheNameAndTheRepositoryMustAllBeRight() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    assertThat(ask("main", WHEEL, House.sha256("other")).statusCode()).isEqualTo(404);
    assertThat(ask("main", "demo-2.0-py3-none-any.whl", House.sha256(WHEEL)).statusCode())
        .isEqualTo(404);
    assertThat(ask("elsewhere", WHEEL, House.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(ask("main", "nonsense", "x").statusCode()).isEqualTo(404);
  }

  @Test
  void aFileThatAnEarlierSourceShadowedFromTheFirstIsNotShown() {
    house.publish("demo-3.0.tar.gz", "demo", "mine");
    house.execute(
        "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
            + " values (2, 'demo', 'demo', 3, now(), 3)");
    house.execute(
        "insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,"
            + " sha256, upstream_url) select id, 3, now(), false, false, '%s', '1.0',"
                .formatted(WHEEL)
            + " decode('%s', 'hex'), 'https://files.example/x' from project where source = 2"
                .formatted(House.sha256(WHEEL)));
    assertThat(ask("main", WHEEL, House.sha256(WHEEL)).statusCode()).isEqualTo(404);
    assertThat(ask("main", "demo-3.0.tar.gz", House.sha256("mine")).statusCode()).isEqualTo(200);
  }

  @Test
  void aFileThatWasListedBeforeAnEarlierSourceTookTheNameIsStillShown() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.publish("demo-3.0.tar.gz", "demo", "mine");
    assertThat(house.files("demo")).containsOnlyKeys("demo-3.0.tar.gz");
    assertThat(shown(WHEEL, House.sha256(WHEEL))).containsEntry("source", 2);
  }

  @Test
  void aFileThatEndedIsStillShown() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL).with("sha256", House.sha256("2"))));
    house.later(Duration.ofMinutes(11));
    house.files("demo");
    assertThat(shown(WHEEL, House.sha256(WHEEL))).containsEntry("sha256", House.sha256(WHEEL));
    assertThat(shown(WHEEL, House.sha256("2"))).containsEntry("sha256", House.sha256("2"));
  }

  @Test
  void ofFilesThatShareAKeyTheListedOneIsShown() {
    ListedFiles blind = file(WHEEL).with("sha256", null);
    house.sync.answer("pypi", "demo", page("\"1\"", blind));
    String url = (String) house.files("demo").get(WHEEL).get("url");
    house.sync.answer("pypi", "demo", page("\"2\"", blind.with("size", 2000)));
    house.later(Duration.ofMinutes(11));
    house.files("demo");
    house.sync.answer("pypi", "demo", page("\"3\"", blind.with("url", OTHER_QUERY)));
    house.later(Duration.ofMinutes(11));
    assertThat(house.files("demo").get(WHEEL)).containsEntry("url", url);
    // An update moves the open row to the table's beginning or end; neither may matter.
    house.execute("update file set missed_since = null where to_serial is null");
    assertThat(upstreamUrl(url)).isEqualTo(OTHER_QUERY);
    house.execute("update file set missed_since = null where to_serial is not null");
    assertThat(upstreamUrl(url)).isEqualTo(OTHER_QUERY);
  }

  private Object upstreamUrl(String url) {
    return ((Map<?, ?>) shown(WHEEL, url.split("/")[3]).get("upstream")).get("url");
  }

  @Test
  void filesOfAQuarantinedProjectAreNotShownR792_2() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    Map<String, Object> quarantined = new HashMap<>(page("\"2\"", file(WHEEL)));
    quarantined.put("status", "quarantined");
    house.sync.answer("pypi", "demo", quarantined);
    house.later(Duration.ofMinutes(11));
    house.files("demo");
    assertThat(ask("main", WHEEL, House.sha256(WHEEL)).statusCode()).isEqualTo(404);
  }

  @Test
  void anSdistIsFoundHoweverItsNameMayBeRead() {
    String sdist = "a-b-c-1.0-2.tar.gz";
    house.sync.answer("pypi", "a-b-c", page("\"1\"", file(sdist)));
    house.files("a-b-c");
    assertThat(shown(sdist, House.sha256(sdist))).containsEntry("project", "a-b-c");
  }
}
