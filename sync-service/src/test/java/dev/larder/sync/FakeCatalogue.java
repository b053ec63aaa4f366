package dev.larder.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import com.sun.net.httpserver.HttpExchange;
import dev.larder.messaging.Batch;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import dev.larder.messaging.WorkGroup;
import dev.larder.service.contract.FakeServer;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An index-service that remembers of projects what a sync asks for. */
public final class FakeCatalogue implements AutoCloseable {
  public static final String SECRET = "a-secret-of-the-tests";

  /** The one mirror. */
  public static final int SOURCE = 2;

  private final ObjectMapper json = ObjectMapper.getDefault();
  private final FakeServer server;
  private final MinioClient store;
  private final Redis redis;
  private final WorkGroup<Batch> batches;

  private final Map<String, Known> known = new TreeMap<>();
  private final Set<String> missed = new HashSet<>();
  private final Map<String, Map<String, Object>> applied = new LinkedHashMap<>();
  private final List<Map<String, Object>> finished = new ArrayList<>();
  private final Map<String, Long> serials = new HashMap<>();
  private final List<String> forgotten = new ArrayList<>();
  private String upstream = "http://127.0.0.1:1/simple/";
  private String schedule;
  private int generation = 1;
  private long serial = 100;
  private int lines;
  private boolean closedForBatches;
  private boolean offline;

  /** What is known of a project. */
  public record Known(Long serial, String etag, boolean open, List<String> files) {}

  public FakeCatalogue(String redisUrl, MinioClient store) {
    this.store = store;
    this.redis = Redis.open(redisUrl);
    this.server =
        new FakeServer(SECRET)
            .at("/internal/sync/sources", this::sources)
            .at("/internal/sync/instant", this::instant)
            .at("/internal/sync/comparison", this::comparison)
            .at("/internal/sync/missed", this::missed)
            .at("/internal/sync/batches", this::batches)
            .at("/internal/sync/finish", this::finish)
            .at("/internal/sync/forget", this::forget)
            .at("/internal/ids", this::ids);
    this.batches =
        WorkGroup.start(
            redis,
            WorkGroup.Settings.of(Keys.BATCHES, Keys.BATCHES_GROUP),
            Batch::from,
            this::take);
  }

  public String url() {
    return server.url();
  }

  /** Forgets everything. */
  public synchronized void reset() {
    known.clear();
    missed.clear();
    applied.clear();
    finished.clear();
    serials.clear();
    forgotten.clear();
    schedule = null;
    generation = 1;
    lines = 0;
    closedForBatches = false;
    offline = false;
  }

  /** Where the mirror looks. */
  public synchronized void mirrors(String url) {
    upstream = url;
  }

  public synchronized void schedules(String cron) {
    schedule = cron;
  }

  /** Gives the mirror another upstream. */
  public synchronized void changeUpstream() {
    generation++;
  }

  /** Whether the mirror's upstream isn't to be asked. */
  public synchronized void isOffline(boolean isIt) {
    offline = isIt;
  }

  /** Batches are taken only when this is called again with false. */
  public synchronized void takeNoBatches(boolean none) {
    closedForBatches = none;
  }

  /** What a look missed, long ago. */
  public synchronized void miss(String project) {
    missed.add(project);
  }

  public synchronized Map<String, Known> known() {
    return Map.copyOf(known);
  }

  /** The bodies with which runs were finished. */
  public synchronized List<Map<String, Object>> finished() {
    return List.copyOf(finished);
  }

  public synchronized List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /** How many projects came in batches, those that came twice counted twice. */
  public synchronized int lines() {
    return lines;
  }

  private synchronized void sources(HttpExchange exchange) throws IOException {
    Map<String, Object> mirror = new HashMap<>();
    mirror.put("id", SOURCE);
    mirror.put("name", "pypi");
    mirror.put("generation", generation);
    mirror.put("url", upstream);
    mirror.put("authorization", null);
    Map<String, Object> reach = new HashMap<>();
    reach.put("inside", null);
    reach.put("allow", List.of());
    reach.put("proxy", null);
    reach.put("ca", null);
    reach.put("clientCertificate", null);
    reach.put("missingStatus", List.of());
    mirror.put("reach", reach);
    mirror.put("schedule", schedule);
    mirror.put("offline", offline);
    answer(exchange, Map.of("sources", List.of(mirror)));
  }

  private void instant(HttpExchange exchange) throws IOException {
    answer(exchange, Map.of("instant", Instant.now().toString()));
  }

  private void ids(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getQuery().contains("sources=private")) {
      answer(exchange, Map.of("sources", Map.of("private", 1), "repos", Map.of()));
    } else {
      FakeServer.problem(exchange, 404, "source 'gone' does not exist; existing: private, pypi");
    }
  }

  private synchronized void comparison(HttpExchange exchange) throws IOException {
    Map<String, Object> body = body(exchange);
    if (isRefused(exchange, body)) {
      return;
    }
    Map<String, Long> listed = new TreeMap<>();
    for (String line : lines("sync/%s/list".formatted(body.get("run")))) {
      Map<String, Object> name = parse(line);
      listed.putIfAbsent((String) name.get("name"), number(name.get("serial")));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    boolean bySerial = (Boolean) body.get("serials");
    for (Map.Entry<String, Long> one : listed.entrySet()) {
      Known before = known.get(one.getKey());
      boolean same =
          bySerial
              && before != null
              && before.open()
              && one.getValue() != null
              && one.getValue().equals(before.serial());
      if (!same || missed.contains(one.getKey())) {
        wanted(out, one.getKey(), one.getValue(), before == null ? null : before.etag());
      }
    }
    Set<String> open =
        known.entrySet().stream()
            .filter(each -> each.getValue().open())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Set<String> gone = new HashSet<>(open);
    gone.removeAll(listed.keySet());
    for (String name : gone) {
      wanted(out, name, null, known.get(name).etag());
    }
    line(out, Map.of("listed", listed.size(), "known", open.size(), "gone", gone.size()));
  }

  private void wanted(OutputStream out, String name, Long its, String etag) throws IOException {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("name", name);
    wanted.put("serial", its);
    wanted.put("etag", etag);
    line(out, wanted);
  }

  private void line(OutputStream out, Map<String, Object> object) throws IOException {
    out.write((json.writeValueAsString(object) + "\n").getBytes(UTF_8));
  }

  private synchronized void missed(HttpExchange exchange) throws IOException {
    String after =
        Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
            .filter(part -> part.startsWith("after="))
            .map(part -> part.substring("after=".length()))
            .findFirst()
            .orElse("");
    answer(
        exchange,
        Map.of(
            "names",
            missed.stream()
                .filter(name -> name.compareTo(after) > 0)
                .sorted()
                .map(
                    name -> {
                      Map<String, Object> one = new HashMap<>();
                      one.put("name", name);
                      one.put("etag", known.containsKey(name) ? known.get(name).etag() : null);
                      return one;
                    })
                .toList()));
  }

  @SuppressWarnings("unchecked")
  private synchronized void batches(HttpExchange exchange) throws IOException {
    List<String> asked = (List<String>) body(exchange).get("ids");
    answer(
        exchange,
        Map.of("applied", asked.stream().filter(applied::containsKey).map(applied::get).toList()));
  }

  private synchronized void finish(HttpExchange exchange) throws IOException {
    Map<String, Object> body = body(exchange);
    if (isRefused(exchange, body)) {
      return;
    }
    String run = (String) body.get("run");
    if (!serials.containsKey(run)) {
      serials.put(run, ++serial);
      finished.add(body);
    }
    applied.values().removeIf(batch -> run.equals(batch.get("run")));
    answer(exchange, Map.of("serial", serials.get(run)));
  }

  private synchronized void forget(HttpExchange exchange) throws IOException {
    String run = (String) body(exchange).get("run");
    forgotten.add(run);
    applied.values().removeIf(batch -> run.equals(batch.get("run")));
    answer(exchange, Map.of());
  }

  private boolean isRefused(HttpExchange exchange, Map<String, Object> body) throws IOException {
    if (number(body.get("source")) != SOURCE) {
      FakeServer.problem(exchange, 404, "there is no such source");
      return true;
    }
    if (number(body.get("generation")) != generation) {
      FakeServer.problem(exchange, 409, "source 'pypi' was given another upstream");
      return true;
    }
    return false;
  }

  /** As index-service takes a batch: once, however often it is told. */
  private void take(Batch batch) throws IOException {
    if (isClosed()) {
      throw new IOException("As the test wants it");
    }
    List<String> projects = isKnown(batch) ? List.of() : lines(batch.key());
    apply(batch, projects);
  }

  private synchronized boolean isClosed() {
    return closedForBatches;
  }

  private synchronized boolean isKnown(Batch batch) {
    return applied.containsKey(batch.id().toString());
  }

  @SuppressWarnings("unchecked")
  private synchronized void apply(Batch batch, List<String> projects) throws IOException {
    if (applied.containsKey(batch.id().toString())) {
      return;
    }
    int files = 0;
    List<String> dropped = new ArrayList<>();
    for (String line : projects) {
      Map<String, Object> project = parse(line);
      String name = (String) project.get("project");
      lines++;
      missed.remove(name);
      Known before = known.get(name);
      switch ((String) project.get("outcome")) {
        case "page" -> {
          Long its = number(project.get("serial"));
          if (before != null && before.serial() != null && its != null && its < before.serial()) {
            dropped.add(name);
            continue;
          }
          List<String> names =
              ((List<Map<String, Object>>) project.get("files"))
                  .stream().map(file -> (String) file.get("filename")).toList();
          files += names.size();
          known.put(name, new Known(its, (String) project.get("etag"), !names.isEmpty(), names));
        }
        case "missing" -> known.put(name, new Known(null, null, false, List.of()));
        default -> {}
      }
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("id", batch.id().toString());
    said.put("run", batch.run().toString());
    said.put("serial", ++serial);
    said.put("projects", projects.size());
    said.put("files", files);
    said.put("dropped", dropped);
    applied.put(batch.id().toString(), said);
  }

  private List<String> lines(String key) throws IOException {
    try (InputStream object =
            store.getObject(
                GetObjectArgs.builder().bucket(SyncFixture.BUCKET).object(key).build());
        InputStream lines = new ZstdInputStream(object)) {
      return new String(lines.readAllBytes(), UTF_8).lines().toList();
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  private void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
    FakeServer.json(exchange, 200, json.writeValueAsString(body));
  }

  private Map<String, Object> body(HttpExchange exchange) throws IOException {
    return parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private Map<String, Object> parse(String text) {
    try {
      return json.readValue(text, Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Long number(Object value) {
    return value == null ? null : ((Number) value).longValue();
  }

  @Override
  public void close() {
    batches.close();
    redis.close();
    server.close();
  }
}
