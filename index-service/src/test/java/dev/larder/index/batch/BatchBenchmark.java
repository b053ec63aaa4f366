package dev.larder.index.batch;

import dev.larder.index.Fixture;
import dev.larder.index.database.Database;
import dev.larder.index.memory.Memory;
import dev.larder.index.source.Source;
import dev.larder.index.upstream.Serials;
import dev.larder.memory.ByteBudget;
import dev.larder.messaging.Batch;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How quick batches of a sync come into the catalogue; run by {@code ./larder bench batches}. Times
 * of processors, which others' work changes little, beside those of the clock.
 */
class BatchBenchmark {
  private static final int BATCHES = Integer.getInteger("larder.batches", 60);
  private static final int PROJECTS = 208;
  private static final int FILES = 24;
  private static final long EACH = (long) PROJECTS * FILES;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Random random = new Random(1);
  private long made;

  private record Times(long wall, long java, long database) {
    static Times now(Fixture fixture) {
      long database =
          fixture
              .query(
                  "select pid from pg_stat_activity where datname = current_database()"
                      + " or backend_type in ('walwriter', 'background writer', 'checkpointer')")
              .stream()
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
              .flatMap(process -> process.info().totalCpuDuration().stream())
              .mapToLong(Duration::toNanos)
              .sum();
      return new Times(System.nanoTime(), ofJava(), database);
    }

    private static long ofJava() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    Times since(Times before) {
      return new Times(wall - before.wall, java - before.java, database - before.database);
    }
  }

  @Test
  void measure() throws Exception {
    try (Fixture fixture = Fixture.open()) {
      List<Batch> warm = batches(fixture, 0, 10, 0);
      List<Batch> first = batches(fixture, 10, BATCHES, 0);
      warm.forEach(fixture.bean(Batches.class)::apply);
      row("%-58s %9s %9s %9s %9s", "µs a file", "clock", "Java", "database", "both");
      prepared(fixture, first, "read alone (JSON, zstd)", Depth.READ);
      prepared(fixture, first, "and decided", Depth.DECIDED);
      prepared(fixture, first, "and staged", Depth.STAGED);
      applied(fixture, first, "new projects, all of it, two members", 2);
      fixture.execute("delete from applied_batch");
      applied(fixture, batches(fixture, 10, BATCHES, 0), "the same pages again", 2);
      applied(fixture, batches(fixture, 10, BATCHES, 1), "one file more each (a daily sync)", 2);
    }
  }

  private enum Depth {
    READ,
    DECIDED,
    STAGED
  }

  private void prepared(Fixture fixture, List<Batch> batches, String what, Depth depth) {
    for (int round = 0; round < 2; round++) {
      Times before = Times.now(fixture);
      batches.forEach(batch -> prepare(fixture, batch, depth));
      if (round == 1) {
        tell(what, Times.now(fixture).since(before), batches.size() * EACH);
      }
    }
  }

  private static void prepare(Fixture fixture, Batch batch, Depth depth) {
    Source pypi = new BatchFixture(fixture).pypi();
    byte[] bytes = fixture.store.get(batch.key());
    fixture
        .bean(Database.class)
        .apart(
            () -> {
              Decisions decisions =
                  new Decisions(
                      pypi.id(),
                      Optional.empty(),
                      batch.lookedAt(),
                      Duration.ofMinutes(10),
                      fixture.bean(Serials.class).scale(pypi.id()));
              fixture.bean(Staging.class).open();
              try (ByteBudget.Share share = fixture.bean(Memory.class).take(8 << 20, "bench");
                  BatchReader reader =
                      new BatchReader(
                          bytes,
                          fixture.bean(ObjectMapper.class),
                          new Room(share, 0),
                          name -> {})) {
                for (List<Looked> looks = reader.next(); !looks.isEmpty(); looks = reader.next()) {
                  if (depth != Depth.READ) {
                    fixture
                        .bean(Comparison.class)
                        .compare(pypi.id(), looks, decisions, new Room(share, 0));
                  }
                  if (depth == Depth.STAGED) {
                    fixture.bean(Staging.class).take(decisions.rows());
                  } else {
                    decisions.rows().give((table, columns, rows) -> {});
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static void applied(Fixture fixture, List<Batch> batches, String what, int members)
      throws Exception {
    Times before = Times.now(fixture);
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(members)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement();
                      n < batches.size();
                      n = next.getAndIncrement()) {
                    fixture.bean(Batches.class).apply(batches.get(n));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    tell(what, Times.now(fixture).since(before), batches.size() * EACH);
  }

  private List<Batch> batches(Fixture fixture, int from, int count, int more) {
    List<Batch> batches = new ArrayList<>();
    Source pypi = new BatchFixture(fixture).pypi();
    for (int n = from; n < from + count; n++) {
      UUID run = new UUID(1, more);
      Batch batch = new Batch(run, UUID.randomUUID(), pypi.id(), 1, NOON.plusSeconds(made++), null);
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < PROJECTS; i++) {
        project(lines, "project-%d-%d".formatted(n, i), FILES + more);
      }
      fixture.store.put(batch.key(), lines.toString());
      batches.add(batch);
    }
    return batches;
  }

  private void project(StringBuilder lines, String name, int files) {
    lines.append(
        """
        {"project":"%s","outcome":"page","etag":"\\"%s\\"","serial":%d,"status":null,\
        "statusReason":null,"url":"https://upstream.example/simple/%s/","leftOut":[],"files":["""
            .formatted(name, hash(name).substring(0, 22), 20_000_000 + random.nextInt(1000), name));
    String file = name.replace('-', '_');
    for (int i = 0; i < files; i++) {
      String wheel = "%s-%d.%d.%d-py3-none-any.whl".formatted(file, i / 10, i % 10, i);
      String path = hash("path" + wheel);
      lines.append(i == 0 ? "" : ",");
      lines.append(
          """
          {"filename":"%s","url":"https://files.example/packages/%s/%s/%s/%s","sha256":"%s",\
          "size":%d,"requiresPython":">=3.%d","yanked":false,"yankedReason":null,\
          "uploadTime":"20%02d-05-0%dT1%d:22:33.%06dZ","metadata":true,"metadataSha256":"%s",\
          "gpgSig":null,"provenance":null,"hash":null}"""
              .formatted(
                  wheel,
                  path.substring(0, 2),
                  path.substring(2, 4),
                  path.substring(4),
                  wheel,
                  hash(wheel),
                  10_000 + i,
                  7 + i % 4,
                  10 + i % 15,
                  1 + i % 9,
                  i % 10,
                  i * 7919 % 1_000_000,
                  hash("metadata" + wheel)));
    }
    lines.append("]}\n");
  }

  private static String hash(String text) {
    byte[] bytes = new byte[32];
    new Random(text.hashCode()).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void tell(String what, Times times, long files) {
    row(
        "%-58s %9.1f %9.1f %9.1f %9.1f",
        what,
        times.wall() / 1e3 / files,
        times.java() / 1e3 / files,
        times.database() / 1e3 / files,
        (times.java() + times.database()) / 1e3 / files);
  }

  @SuppressWarnings("SystemOut")
  private static void row(String format, Object... values) {
    System.out.println("BENCH " + format.formatted(values));
  }
}
