package dev.larder.index.benchmark;

import dev.larder.index.Fixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How quick the catalogue is; run by {@code ./larder bench catalogue}. Each figure stands beside
 * its goal and as a multiple of a call of this run that does nothing.
 */
class CatalogueBenchmark {
  private static final int RUNS = 40;
  private static final int VERSIONS = 2_000;
  private static final int PROJECTS = 100_000;
  private static final int FILES_A_PROJECT = 20;
  private static final int WRITERS = 8;
  private static final int CHANGES_A_WRITER = 150;
  private static final int WARM_ROUNDS = 20;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void measure() throws Exception {
    try (Fixture fixture = Fixture.with(Map.of("larder.freshness", "10d"))) {
      double nothing = median(fixture, i -> "/health");
      row("%-62s %10s %10s %12s", "", "measured", "goal", "× nothing");
      line("a call that does nothing, ms", nothing, "-", nothing);
      versions(fixture, "nightly", 1);
      String path = "/main/" + instant(fixture) + "/simple/nightly/";
      changes(fixture, 10);
      median(fixture, i -> path);
      line(
          "dated page of 2,000 versions, 10 changes since, ms",
          median(fixture, i -> path),
          "50",
          nothing);
      changes(fixture, 10_000);
      line("the same, 10,000 changes since, ms", median(fixture, i -> path), "50", nothing);
      catalogue(fixture);
      line(
          "page of one of 100,000 projects, never asked before, ms",
          median(fixture, i -> "/main/latest/simple/p" + (1_000 + 997 * i) + "/"),
          "20",
          nothing);
      line("root page of 100,000 projects, first byte, ms", firstByte(fixture), "50", nothing);
      line("root page, all of it, ms", median(fixture, i -> "/main/latest/simple/"), "-", nothing);
      line(
          "search by prefix, ms",
          median(fixture, i -> "/__api__/v1/repos/main/packages?search=p" + (10 + i)),
          "50",
          nothing);
      changesASecond(fixture);
    }
  }

  private static String instant(Fixture fixture) {
    return fixture
        .query(
            "select to_char(instant at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from clock")
        .getFirst();
  }

  /** A project of the private source with that many versions. */
  private static void versions(Fixture fixture, String name, int source) {
    fixture.publish(name + "-0.1.tar.gz", name, "x");
    fixture.execute(
        """
        insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,
          sha256, size, kept_key)
        select p.id, p.last_serial, p.owned_since, false, false,
          p.name || '-1.' || i || '.tar.gz', '1.' || i, sha256(i::text::bytea), 1000, 'kept/' || i
        from project p, generate_series(1, %d) i where p.name = '%s' and p.source = %d
        """
            .formatted(VERSIONS, name, source));
  }

  /** Changes of the repository elsewhere. */
  private static void changes(Fixture fixture, int count) {
    fixture.execute(
        """
        with moved as (update clock set serial = serial + %1$d,
          instant = clock_timestamp() returning serial, instant)
        insert into change (serial, instant, kind, action, source, project, tags, by)
        select moved.serial - %1$d + i, moved.instant - (%1$d - i) * interval '1 microsecond',
          'published', 'publish', 1, 'other', '{}', 'admin' from moved, generate_series(1, %1$d) i
        """
            .formatted(count));
  }

  private static void catalogue(Fixture fixture) {
    fixture.execute(
        """
        insert into project (source, name, display_name, owned_serial, owned_since, last_serial,
          looked_at, look_found)
        select 2, 'p' || i, 'p' || i, 1, timestamptz '2020-01-01', 1, clock_timestamp(), true
        from generate_series(1, %d) i
        """
            .formatted(PROJECTS));
    fixture.execute(
        """
        insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,
          sha256, size, upstream_url)
        select p.id, 1, timestamptz '2020-01-01', false, true, p.name || '-1.' || i || '.tar.gz',
          '1.' || i, sha256((p.name || i)::bytea), 1000, 'https://files.example/' || p.name || i
        from project p, generate_series(1, %d) i where p.source = 2
        """
            .formatted(FILES_A_PROJECT));
    fixture.execute("analyze");
  }

  private double firstByte(Fixture fixture) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < RUNS / 4; i++) {
      long begun = System.nanoTime();
      try (InputStream body =
          client
              .send(request(fixture, "/main/latest/simple/"), BodyHandlers.ofInputStream())
              .body()) {
        if (body.read() < 0) {
          throw new IllegalStateException("nothing came");
        }
        times.add((System.nanoTime() - begun) / 1e6);
        body.transferTo(OutputStream.nullOutputStream());
      }
    }
    return middle(times);
  }

  /** Just begun, and when the compiler has seen enough of it. */
  private static void changesASecond(Fixture fixture) throws Exception {
    String what = "changes a second, 8 writers, ";
    row("%-62s %10.0f %10s", what + "just begun", changesASecond(fixture, 0), "-");
    List<Double> rounds = new ArrayList<>();
    for (int round = 1; round <= WARM_ROUNDS; round++) {
      rounds.add(changesASecond(fixture, round));
    }
    double warm = middle(rounds.subList(WARM_ROUNDS / 2, WARM_ROUNDS));
    row("%-62s %10.0f %10s", what + "warm", warm, "1000");
  }

  private static double changesASecond(Fixture fixture, int round) throws Exception {
    long begun = System.nanoTime();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> "writer%d-of-round%d".formatted(writer, round))
              .<Future<?>>map(project -> writers.submit(() -> write(fixture, project)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return WRITERS * CHANGES_A_WRITER / seconds;
  }

  private static void write(Fixture fixture, String project) {
    for (int i = 0; i < CHANGES_A_WRITER; i++) {
      String filename = "%s-1.%d.tar.gz".formatted(project, i);
      if (fixture.publish(filename, project, "x" + i).statusCode() != 200) {
        throw new IllegalStateException("not published");
      }
    }
  }

  private double median(Fixture fixture, IntFunction<String> path)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      HttpRequest request = request(fixture, path.apply(i));
      long begun = System.nanoTime();
      var response = client.send(request, BodyHandlers.ofByteArray());
      times.add((System.nanoTime() - begun) / 1e6);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + response.statusCode());
      }
    }
    return middle(times);
  }

  private static double middle(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private HttpRequest request(Fixture fixture, String path) {
    return HttpRequest.newBuilder(fixture.uri(path))
        .header("Larder-Secret", Fixture.SECRET)
        .header("Larder-Caller", "{\"kind\":\"admin\"}")
        .header("Accept", "application/vnd.pypi.simple.v1+json, */*;q=0.1")
        .timeout(Duration.ofMinutes(1))
        .build();
  }

  private static void line(String what, double measured, String goal, double nothing) {
    row("%-62s %10.1f %10s %12.1f", what, measured, goal, measured / nothing);
  }

  @SuppressWarnings("SystemOut")
  private static void row(String format, Object... values) {
    System.out.println("BENCH " + format.formatted(values));
  }
}
