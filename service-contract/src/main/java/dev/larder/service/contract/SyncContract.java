package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What sync-service relies on when it syncs a mirror: that index-service says what there is to look
 * at, takes batches, and keeps what a run came to. There is a mirror {@code pypi}, and nothing is
 * known of its projects; each test uses names of its own.
 */
public abstract class SyncContract extends HttpContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** All that sync-service reads of a mirror. */
  private static final List<String> FIELDS =
      List.of("id", "name", "generation", "url", "authorization", "reach", "schedule", "offline");

  /** Puts lines into the object store, compressed by zstd. */
  protected abstract void put(String key, String lines) throws Exception;

  /** Tells a batch that was put, as sync-service does. */
  protected abstract void send(UUID run, UUID id, int source, int generation, Instant lookedAt)
      throws Exception;

  private Map<String, Object> mirror() throws Exception {
    return list(answer(get("/internal/sync/sources")), "sources").stream()
        .filter(source -> source.get("name").equals("pypi"))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> of, String field) {
    return (List<Map<String, Object>>) of.get(field);
  }

  private static int number(Map<String, Object> of, String field) {
    return ((Long) of.get(field)).intValue();
  }

  private Instant instant() throws Exception {
    return Instant.parse((String) answer(post("/internal/sync/instant", Map.of())).get("instant"));
  }

  private HttpResponse<String> compare(UUID run, int generation, boolean serials) throws Exception {
    return post(
        "/internal/sync/comparison",
        Map.of(
            "source",
            number(mirror(), "id"),
            "generation",
            generation,
            "run",
            run.toString(),
            "serials",
            serials));
  }

  private List<Map<String, Object>> compared(UUID run, String list, boolean serials)
      throws Exception {
    put("sync/%s/list".formatted(run), list);
    HttpResponse<String> answer = compare(run, number(mirror(), "generation"), serials);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith("application/x-ndjson");
    return answer.body().lines().map(HttpContract::parse).toList();
  }

  private static Map<String, Object> named(List<Map<String, Object>> lines, String name) {
    return lines.stream().filter(line -> name.equals(line.get("name"))).findFirst().orElse(null);
  }

  private static String line(String name, Object serial) {
    return "{\"name\":\"%s\",\"serial\":%s}\n".formatted(name, serial);
  }

  private static String page(String project, Object serial, String... versions) {
    String files =
        Stream.of(versions)
            .map(
                version ->
                    """
                    {"filename":"%s-%s.tar.gz","url":"https://files.example/%s-%s.tar.gz",\
                    "sha256":"%s","size":1000,"requiresPython":null,"yanked":false,\
                    "yankedReason":null,"uploadTime":"2020-01-02T03:04:05Z","metadata":false,\
                    "metadataSha256":null,"gpgSig":null,"provenance":null,"hash":null}"""
                        .formatted(project, version, project, version, "0".repeat(64)))
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    return """
    {"project":"%s","outcome":"page","etag":"\\"1\\"","serial":%s,"status":null,\
    "statusReason":null,"url":"https://upstream.example/simple/%s/","leftOut":[],"files":[%s]}
    """
        .formatted(project, serial, project, files);
  }

  /** Lets a batch be taken, and tells what came of it. */
  private Map<String, Object> apply(UUID run, String lines) throws Exception {
    UUID id = UUID.randomUUID();
    put("sync/%s/%s".formatted(run, id), lines);
    send(run, id, number(mirror(), "id"), number(mirror(), "generation"), instant());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      List<Map<String, Object>> applied = applied(id);
      if (!applied.isEmpty()) {
        return applied.getFirst();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("The batch wasn't applied within " + PATIENCE);
  }

  private List<Map<String, Object>> applied(UUID id) throws Exception {
    return list(
        answer(post("/internal/sync/batches", Map.of("ids", List.of(id.toString())))), "applied");
  }

  private HttpResponse<String> finish(UUID run, int source, int generation) throws Exception {
    Map<String, Object> body = new HashMap<>();
    body.put("run", run.toString());
    body.put("source", source);
    body.put("generation", generation);
    body.put("startedAt", instant().toString());
    body.put("upstreamSerial", null);
    body.put("failed", List.of(Map.of("name", "broken", "since", instant().toString())));
    body.put("listed", 1);
    return post("/internal/sync/finish", body);
  }

  @Test
  void aMirrorIsToldWithWhereItLooks() throws Exception {
    Map<String, Object> mirror = mirror();

    assertThat(mirror.keySet()).containsAll(FIELDS);
    assertThat((String) mirror.get("url")).matches("(https?|file)://.+/");
    assertThat(object(mirror, "reach").keySet())
        .contains("inside", "allow", "proxy", "ca", "clientCertificate", "missingStatus");
  }

  @Test
  void whatIsLocalIsNoMirror() throws Exception {
    assertThat(list(answer(get("/internal/sync/sources")), "sources"))
        .extracting(source -> source.get("name"))
        .doesNotContain("private");
  }

  @Test
  void theCataloguesInstantsGoOn() throws Exception {
    assertThat(instant()).isBeforeOrEqualTo(instant());
  }

  @Test
  void namesThatNobodyLookedAtAreToBeLookedAt() throws Exception {
    List<Map<String, Object>> lines =
        compared(UUID.randomUUID(), line("new-a", 7) + line("new-b", "null"), true);

    assertThat(named(lines, "new-a")).containsEntry("serial", 7L).containsEntry("etag", null);
    assertThat(named(lines, "new-b")).containsEntry("serial", null);
    assertThat(lines.getLast()).containsEntry("listed", 2L).containsKeys("known", "gone");
  }

  @Test
  void aNameThatIsListedTwiceIsToldOnce() throws Exception {
    List<Map<String, Object>> lines =
        compared(UUID.randomUUID(), line("twice", 7) + line("twice", 8), true);

    assertThat(lines).filteredOn(line -> "twice".equals(line.get("name"))).hasSize(1);
  }

  @Test
  void aBatchIsToldOnceItIsIn() throws Exception {
    UUID run = UUID.randomUUID();
    assertThat(applied(UUID.randomUUID())).isEmpty();

    Map<String, Object> applied =
        apply(run, page("batched", 7, "1.0", "1.1") + page("batched-too", 8, "2.0"));

    assertThat(applied)
        .containsEntry("projects", 2L)
        .containsEntry("files", 3L)
        .containsEntry("dropped", List.of());
    assertThat(applied.get("serial")).isInstanceOf(Long.class);
  }

  @Test
  void whatIsAsItWasIsNotToBeLookedAtAgainAndWhatChangedIs() throws Exception {
    apply(UUID.randomUUID(), page("same", 7, "1.0") + page("changed", 7, "1.0"));

    List<Map<String, Object>> lines =
        compared(UUID.randomUUID(), line("same", 7) + line("changed", 8), true);

    assertThat(named(lines, "same")).isNull();
    assertThat(named(lines, "changed")).containsEntry("serial", 8L).containsEntry("etag", "\"1\"");
  }

  @Test
  void withoutSerialsEverythingIsToBeLookedAt() throws Exception {
    apply(UUID.randomUUID(), page("unserialled", "null", "1.0"));

    List<Map<String, Object>> lines =
        compared(UUID.randomUUID(), line("unserialled", "null"), false);

    assertThat(named(lines, "unserialled"))
        .containsEntry("serial", null)
        .containsEntry("etag", "\"1\"");
  }

  @Test
  void whatIsNotListedAnyMoreIsToBeLookedAtAndCounted() throws Exception {
    apply(UUID.randomUUID(), page("vanished", 7, "1.0"));

    List<Map<String, Object>> lines = compared(UUID.randomUUID(), line("other", 1), true);

    assertThat(named(lines, "vanished")).containsEntry("serial", null);
    assertThat((Long) lines.getLast().get("gone")).isPositive();
    assertThat((Long) lines.getLast().get("known")).isPositive();
  }

  @Test
  void nothingIsMissedThatWasSeen() throws Exception {
    Map<String, Object> missed =
        answer(
            get(
                "/internal/sync/missed?source=%d&after=&limit=1000&before=%s"
                    .formatted(number(mirror(), "id"), instant())));

    assertThat(list(missed, "names")).isEmpty();
  }

  @Test
  void aRunIsFinishedOnce() throws Exception {
    UUID run = UUID.randomUUID();
    int source = number(mirror(), "id");
    int generation = number(mirror(), "generation");

    Map<String, Object> first = answer(finish(run, source, generation));

    assertThat(first.get("serial")).isInstanceOf(Long.class);
    assertThat(answer(finish(run, source, generation))).isEqualTo(first);
  }

  @Test
  void aRunThatEndsOtherwiseIsForgotten() throws Exception {
    UUID run = UUID.randomUUID();
    Map<String, Object> applied = apply(run, page("forgotten", 7, "1.0"));

    HttpResponse<String> answer = post("/internal/sync/forget", Map.of("run", run.toString()));

    assertThat(answer.statusCode()).isBetween(200, 204);
    assertThat(applied(UUID.fromString((String) applied.get("id")))).isEmpty();
  }

  @Test
  void whatWasMadeForAnotherUpstreamIsRefused() throws Exception {
    UUID run = UUID.randomUUID();
    int source = number(mirror(), "id");
    int other = number(mirror(), "generation") + 1;
    put("sync/%s/list".formatted(run), line("a", 1));

    refusal(compare(run, other, true), 409);
    refusal(finish(run, source, other), 409);
    refusal(finish(run, 4711, 1), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"instant", "comparison", "batches", "finish", "forget"})
  void onlyServicesAreAnswered(String call) throws Exception {
    assertNeedsTheSecret("POST", "/internal/sync/" + call);
    assertNeedsTheSecret("GET", "/internal/sync/sources");
    assertNeedsTheSecret("GET", "/internal/sync/missed?source=1&after=&limit=1&before=2026-01-01");
  }
}
