package dev.larder.sync.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.LookAnswer;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.page.PageHead;
import dev.larder.sync.page.SimplePage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * What the pages of a sync cost the processor from their bytes to a batch, by hand: {@code mvn -pl
 * sync-service test -Dtest=PageBenchmark}; {@code -Dlarder.pages=} says how many.
 */
class PageBenchmark {
  private static final int FILES = 24;
  private static final int PAGES = Integer.getInteger("larder.pages", 20_000);
  private static final int DIFFERENT = 200;

  private static final ByteBudget BUDGET = new ByteBudget(64 << 20, Duration.ofSeconds(5));

  @Test
  void measure() throws IOException {
    byte[][] pages = new byte[DIFFERENT][];
    for (int i = 0; i < DIFFERENT; i++) {
      pages[i] = FakeUpstream.gzip(page(i));
    }
    run(pages, PAGES / 4);
    for (int i = 0; i < 3; i++) {
      long cpu = cpu();
      long start = System.nanoTime();
      long bytes = run(pages, PAGES);
      double micros = (cpu() - cpu) / 1e3;
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,.0f pages/s, %.2f µs a file, %.0f µs a page of processor time; %d bytes a file%n",
          PAGES / seconds, micros / PAGES / FILES, micros / PAGES, bytes / PAGES / FILES);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long run(byte[][] pages, int count) throws IOException {
    long bytes = 0;
    try (ZstdOutputStream batch = new ZstdOutputStream(OutputStream.nullOutputStream(), 1)) {
      for (int i = 0; i < count; i++) {
        bytes += one(pages[i % DIFFERENT], "project-" + i % DIFFERENT, batch);
      }
    }
    return bytes;
  }

  private static long one(byte[] page, String project, OutputStream batch) throws IOException {
    URI base = URI.create("https://upstream.example/simple/%s/".formatted(project));
    Look look =
        new Look(
            "up",
            URI.create("https://upstream.example/simple/"),
            null,
            ProjectName.of(project),
            null);
    try (Sieve files = new Sieve(look, BUDGET, HttpUpstream::target);
        InputStream in = new GZIPInputStream(new ByteArrayInputStream(page), 8192)) {
      PageHead head = SimplePage.read(in, "application/vnd.pypi.simple.v1+json", base, files);
      Outcome.Page outcome =
          new Outcome.Page("\"1\"", 1L, head.status(), null, base.toString(), files.finish());
      try (InputStream line = LookAnswer.line(project, outcome)) {
        return line.transferTo(batch);
      } finally {
        outcome.files().release();
      }
    }
  }

  private static String page(int project) {
    Random random = new Random(project);
    return IntStream.range(0, FILES)
        .mapToObj(i -> file("project_" + project, i, random))
        .collect(
            Collectors.joining(
                ",",
                "{\"meta\":{\"_last-serial\":1,\"api-version\":\"1.4\"},\"name\":\"x\",\"files\":[",
                "]}"));
  }

  private static String file(String project, int i, Random random) {
    String name =
        i % 2 == 0
            ? "%s-1.%d.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
                .formatted(project, i)
            : "%s-1.%d.0.tar.gz".formatted(project, i);
    String hash = hex(random, 64);
    return """
    {"core-metadata":{"sha256":"%s"},"data-dist-info-metadata":{"sha256":"%s"},\
    "filename":"%s","hashes":{"sha256":"%s"},"provenance":null,"requires-python":">=3.8",\
    "size":%d,"upload-time":"2024-03-0%dT12:13:14.%06dZ",\
    "url":"https://files.upstream.example/packages/%s/%s/%s/%s","yanked":false}"""
        .formatted(
            hash,
            hash,
            name,
            hex(random, 64),
            random.nextInt(1, 50_000_000),
            random.nextInt(1, 9),
            random.nextInt(1_000_000),
            hex(random, 2),
            hex(random, 2),
            hex(random, 60),
            name);
  }

  private static String hex(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) "0123456789abcdef".charAt(random.nextInt(16));
    }
    return new String(bytes, UTF_8);
  }
}
