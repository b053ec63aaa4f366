package dev.larder.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.sync.SyncFixture;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and their commands ask of syncs. */
class SyncApiTest {
  private static final String READER =
      "{\"kind\":\"token\",\"id\":\"a\",\"scopes\":[\"sources:read\"],\"sources\":[\"2\"],\"repos\":[]}";
  private static final String STRANGER =
      "{\"kind\":\"token\",\"id\":\"b\",\"scopes\":[\"sources:read\"],\"sources\":[\"3\"],\"repos\":[]}";

  private static SyncFixture fixture;

  @BeforeAll
  static void open() {
    fixture = SyncFixture.open();
    fixture.upstream.hasMany(30, 1);
    SyncFixture.waitUntil(
        () -> fixture.call("GET", "/syncs", null, SyncFixture.ADMIN).statusCode() == 200);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @BeforeEach
  void letGo() {
    fixture.upstream.goOn();
  }

  private static String refusal(String method, String path, Object body, String caller) {
    HttpResponse<String> response = fixture.call(method, path, body, caller);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    return response.statusCode() + " " + SyncFixture.parse(response.body()).get("detail");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> syncs(Map<String, Object> answer) {
    return (List<Map<String, Object>>) answer.get("syncs");
  }

  private static String heldRun() {
    fixture.upstream.asked.clear();
    fixture.upstream.holdAfter(0);
    fixture.upstream.has("p-0000", System.nanoTime(), 1);
    return fixture.begin();
  }

  @Test
  void oneThatIsUnderWayIsJoined() {
    String id = heldRun();

    Map<String, Object> joined =
        syncs(fixture.json("POST", "/syncs", Map.of("type", "pypi"))).getFirst();

    assertThat(joined).containsEntry("id", id).containsEntry("joined", true);
    fixture.upstream.goOn();
    assertThat(fixture.end(id)).containsEntry("state", "complete").doesNotContainKey("joined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source | gone | 404 source 'gone' does not exist; existing: private, pypi",
        "source | private | 409 source 'private' is not a mirror; only what has an upstream is synced",
        "type | npm | 400 type 'npm' is unknown; there is pypi",
        "sauce | pypi | 400 'sauce' is unknown here; known are source, type and acceptShrink"
      })
  void whatCantBeSyncedIsRefusedInOneLine(String key, String value, String refusal) {
    assertThat(refusal("POST", "/syncs", Map.of(key, value), SyncFixture.ADMIN)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({"source, pypi", "type, pypi"})
  void whatIsOfflineIsNotSynced(String key, String value) {
    fixture.catalogue.isOffline(true);
    String refusal = refusal("POST", "/syncs", Map.of(key, value), SyncFixture.ADMIN);
    fixture.catalogue.isOffline(false);

    assertThat(refusal)
        .isEqualTo(
            "409 source 'pypi' is offline, so nothing is asked of its upstream; 'larder online --source=pypi' ends that");
  }

  @Test
  void aBodyThatSaysNothingIsRefused() {
    Map<String, Object> wrong = new HashMap<>(Map.of("source", 7));

    assertThat(refusal("POST", "/syncs", Map.of(), SyncFixture.ADMIN))
        .isEqualTo("400 Give 'source', or 'type' for all mirrors of one");
    assertThat(refusal("POST", "/syncs", wrong, SyncFixture.ADMIN))
        .isEqualTo("400 'source' must be a name");
    assertThat(refusal("POST", "/syncs", List.of(), SyncFixture.ADMIN)).startsWith("400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000-000000000000"})
  void whatIsNotThereIsRefused(String id) {
    String refusal = "404 there is no sync '%s'; GET /__api__/v1/syncs lists them".formatted(id);

    for (String path : List.of("", "/failures", "/events")) {
      assertThat(refusal("GET", "/syncs/" + id + path, null, SyncFixture.ADMIN)).isEqualTo(refusal);
    }
    assertThat(refusal("POST", "/syncs/" + id + "/cancel", null, SyncFixture.ADMIN))
        .isEqualTo(refusal);
  }

  @Test
  void aLimitHasLimits() {
    assertThat(refusal("GET", "/syncs?limit=0", null, SyncFixture.ADMIN))
        .isEqualTo("400 'limit' must be 1 to 1000");
    assertThat(refusal("GET", "/syncs?limit=x", null, SyncFixture.ADMIN)).startsWith("400 ");
  }

  @Test
  void onlyAdministratorsBeginAndCancel() {
    String id = (String) fixture.synced().get("id");

    for (String caller : List.of(READER, STRANGER)) {
      assertThat(refusal("POST", "/syncs", Map.of("source", "pypi"), caller))
          .isEqualTo("403 this needs a token with scope global:admin");
      assertThat(refusal("POST", "/syncs/" + id + "/cancel", null, caller))
          .isEqualTo("403 this needs a token with scope global:admin");
    }
    assertThat(refusal("POST", "/syncs", Map.of("source", "pypi"), null))
        .startsWith("401 this needs credentials");
  }

  @Test
  void whoMaySeeASourceSeesItsSyncsAndNobodyElse() {
    String id = (String) fixture.synced().get("id");

    assertThat(fixture.call("GET", "/syncs/" + id, null, READER).statusCode()).isEqualTo(200);
    assertThat(syncs(SyncFixture.parse(fixture.call("GET", "/syncs", null, READER).body())))
        .extracting(sync -> sync.get("id"))
        .contains(id);
    assertThat(refusal("GET", "/syncs/" + id, null, STRANGER)).startsWith("404 ");
    assertThat(syncs(SyncFixture.parse(fixture.call("GET", "/syncs", null, STRANGER).body())))
        .isEmpty();
    assertThat(refusal("GET", "/syncs", null, null)).startsWith("401 ");
  }

  @Test
  void syncsAreListedTheNewestFirst() {
    String first = (String) fixture.synced().get("id");
    String second = (String) fixture.synced().get("id");

    assertThat(syncs(fixture.json("GET", "/syncs?source=pypi&limit=2", null)))
        .extracting(sync -> sync.get("id"))
        .containsExactly(second, first);
    assertThat(syncs(fixture.json("GET", "/syncs?source=other", null))).isEmpty();
  }

  @Test
  void howASyncGetsOnIsToldToItsEnd() throws Exception {
    String id = heldRun();
    HttpResponse<Stream<String>> events =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(fixture.uri("/__api__/v1/syncs/" + id + "/events"))
                    .header("Larder-Secret", dev.larder.sync.FakeCatalogue.SECRET)
                    .header("Larder-Caller", READER)
                    .header("Accept", "text/event-stream")
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    fixture.upstream.goOn();

    List<String> lines = events.body().toList();

    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(lines.getFirst()).isEqualTo("event: sync");
    assertThat(lines.get(1)).startsWith("data: {").contains("\"id\":\"" + id + "\"");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("data: "))
        .last()
        .asString()
        .contains("\"state\":\"complete\"");
  }
}
