package dev.larder.index.benchmark;

import dev.larder.index.Fixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * How quick names are found, counted and listed in a catalogue of PyPI's size; run by {@code
 * ./larder bench search}. Each figure stands beside a call of this run that reads one row by its
 * key, and beside the time of processors (the service, the client and PostgreSQL), which others'
 * work on the machine changes little.
 */
class SearchBenchmark {
  private static final int PROJECTS = Integer.getInteger("larder.projects", 750_000);
  private static final int RUNS = Integer.getInteger("larder.runs", 200);
  private static final String GOAL = "50";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(7);
  private double nothing;
  private Fixture measured;
  private double processor;

  @Test
  void measure() throws Exception {
    List<String> names = ManyNames.of(PROJECTS);
    try (Fixture fixture = Fixture.with(Map.of("larder.freshness", "10d"))) {
      measured = fixture;
      FullCatalogue.likeThatOfLarderUp(fixture);
      row("µs a name that comes in: %.1f", FullCatalogue.fill(fixture, names));
      List<String> frequent = frequent(names);
      row("%-72s %9s %8s %8s %8s %9s", "ms", "processor", "median", "p99", "goal", "p99 × one");
      IntFunction<String> one = i -> "/internal/sources/pypi";
      times(fixture, one);
      nothing = percentile(times(fixture, one), 0.99);
      line("a call that reads one row by its key", times(fixture, one), "-");
      for (String repo : List.of("one", "three")) {
        for (String snapshot : List.of("latest", "2019-03-01", "2006-01-01")) {
          searches(fixture, names, frequent, repo, snapshot);
          roots(fixture, repo, snapshot);
        }
      }
      line(
          "everything counted to the end",
          some(5, fixture, i -> "/__api__/v1/repos/three/packages/count?exact=true"),
          "-");
      long begun = System.nanoTime();
      long bytes = whole(fixture, "/one/latest/simple/");
      row("a root page, all %d bytes, s: %.1f", bytes, (System.nanoTime() - begun) / 1e9);
    }
  }

  private void searches(
      Fixture fixture, List<String> names, List<String> frequent, String repo, String snapshot)
      throws Exception {
    String list = "/__api__/v1/repos/" + repo + "/packages?snapshot=" + snapshot;
    String count = "/__api__/v1/repos/" + repo + "/packages/count?snapshot=" + snapshot;
    String of = ", of " + repo + " at " + snapshot;
    Map<String, IntFunction<String>> texts = new LinkedHashMap<>();
    texts.put("a whole name", i -> any(names));
    texts.put("3 letters of a name", i -> within(any(names), 3));
    texts.put("5 letters of a name", i -> within(any(names), 5));
    texts.put("the most frequent 3 letters", i -> frequent.get(i % frequent.size()));
    for (Map.Entry<String, IntFunction<String>> text : texts.entrySet()) {
      measured(fixture, text.getKey() + of, i -> list + "&search=" + text.getValue().apply(i));
      measured(
          fixture,
          text.getKey() + ", going on" + of,
          i -> list + "&after=" + any(names) + "&search=" + text.getValue().apply(i));
      measured(
          fixture,
          text.getKey() + ", counted" + of,
          i -> count + "&search=" + text.getValue().apply(i));
    }
    IntFunction<String> beginning = i -> any(names).substring(0, 1 + i % 3) + "&match=prefix";
    measured(
        fixture, "1 to 3 letters as a prefix" + of, i -> list + "&search=" + beginning.apply(i));
    measured(
        fixture,
        "1 to 3 letters as a prefix, counted" + of,
        i -> count + "&search=" + beginning.apply(i));
    measured(fixture, "everything, going on" + of, i -> list + "&after=" + any(names));
    measured(fixture, "everything, counted" + of, i -> count);
  }

  private void roots(Fixture fixture, String repo, String snapshot) throws Exception {
    String path = "/" + repo + "/" + snapshot + "/simple/";
    for (String accept : List.of("text/html", "application/vnd.pypi.simple.v1+json")) {
      for (String coding : List.of("identity", "gzip")) {
        List<Double> times = new ArrayList<>();
        double before = processor();
        for (int i = 0; i < RUNS / 4; i++) {
          times.add(firstByte(fixture, path, accept, coding));
        }
        processor = (processor() - before) / times.size();
        line("root page's first byte, %s, %s, of %s".formatted(accept, coding, path), times, GOAL);
      }
    }
  }

  private void measured(Fixture fixture, String what, IntFunction<String> path) throws Exception {
    line(what, times(fixture, path), GOAL);
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private String within(String name, int letters) {
    return name.length() <= letters
        ? name
        : name.substring(random.nextInt(name.length() - letters + 1)).substring(0, letters);
  }

  /** The parts that most names have. */
  private static List<String> frequent(List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    for (String name : names) {
      for (int i = 1; i + 3 <= name.length(); i++) {
        counts.merge(name.substring(i, i + 3), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(50)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Double> times(Fixture fixture, IntFunction<String> path) throws Exception {
    return some(RUNS, fixture, path);
  }

  private List<Double> some(int runs, Fixture fixture, IntFunction<String> path) throws Exception {
    List<Double> times = new ArrayList<>();
    double before = processor();
    for (int i = 0; i < runs; i++) {
      HttpRequest request = request(fixture, path.apply(i), "*/*", "identity");
      long begun = System.nanoTime();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      times.add((System.nanoTime() - begun) / 1e6);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + response.body());
      }
    }
    processor = (processor() - before) / runs;
    return times;
  }

  private double firstByte(Fixture fixture, String path, String accept, String coding)
      throws IOException, InterruptedException {
    // The one before was left in the middle, which costs the service a connection of its pool.
    client.send(
        request(fixture, "/internal/sources/pypi", "*/*", "identity"), BodyHandlers.discarding());
    HttpRequest request = request(fixture, path, accept, coding);
    long begun = System.nanoTime();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200 || body.read() < 0) {
        throw new IllegalStateException(request.uri() + ": " + response.statusCode());
      }
      return (System.nanoTime() - begun) / 1e6;
    }
  }

  private long whole(Fixture fixture, String path) throws IOException, InterruptedException {
    try (InputStream body =
        client
            .send(request(fixture, path, "text/html", "identity"), BodyHandlers.ofInputStream())
            .body()) {
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static HttpRequest request(Fixture fixture, String path, String accept, String coding) {
    return HttpRequest.newBuilder(fixture.uri(path))
        .header("Larder-Secret", Fixture.SECRET)
        .header("Larder-Caller", Fixture.ADMIN)
        .header("Accept", accept)
        .header("Accept-Encoding", coding)
        .timeout(Duration.ofMinutes(1))
        .build();
  }

  private static double percentile(List<Double> times, double part) {
    return times.stream()
        .sorted()
        .skip((long) Math.min(times.size() - 1, times.size() * part))
        .findFirst()
        .orElseThrow();
  }

  /** What this process and PostgreSQL's connections have had so far, in milliseconds. */
  private double processor() {
    long database =
        measured
            .query("select pid from pg_stat_activity where application_name = 'index-service'")
            .stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
    return (database
            + ((com.sun.management.OperatingSystemMXBean)
                    ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime())
        / 1e6;
  }

  private void line(String what, List<Double> times, String goal) {
    double p99 = percentile(times, 0.99);
    row(
        "%-72s %9.1f %8.1f %8.1f %8s %9.1f",
        what, processor, percentile(times, 0.5), p99, goal, p99 / nothing);
  }

  @SuppressWarnings("SystemOut")
  private static void row(String format, Object... values) {
    System.out.println("BENCH " + format.formatted(values));
  }
}
