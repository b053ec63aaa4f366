package dev.larder.e2e.time;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Real files of requests and what it needs, of several years, beside the checkout if they are
 * there.
 */
public final class RealYears {
  private static final Path FOLDER = Checkout.root().resolveSibling("shared").resolve("upstream");

  private RealYears() {}

  /** Puts them all on an upstream, each with the time at which it was built. */
  public static List<UpstreamFile> publish(Upstream upstream) {
    Path table = FOLDER.resolve("files.tsv");
    assumeTrue(Files.exists(table), "the real files of several years aren't beside the checkout");
    try (var lines = Files.lines(table)) {
      return lines.skip(1).map(line -> publish(upstream, line.split("\t", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UpstreamFile publish(Upstream upstream, String[] row) {
    List<String> fields = List.of(row);
    Path path = FOLDER.resolve(fields.get(0));
    boolean wheel = fields.get(0).endsWith(".whl");
    UpstreamFile file =
        upstream.publish(
            new Distribution(
                path,
                fields.get(5),
                fields.get(6),
                fields.get(2),
                Long.parseLong(fields.get(3)),
                wheel ? metadata(path) : "",
                Optional.of(fields.get(4)).filter(spec -> !spec.isEmpty())));
    file.uploadedAt(fields.get(1));
    if (fields.get(0).startsWith("requests-2.32.0")) {
      file.yankedBecause("Yanked due to conflicts with CVE-2024-35195 mitigation");
    }
    return file;
  }

  private static String metadata(Path wheel) {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().matches("[^/]+\\.dist-info/METADATA")) {
          return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      throw new IllegalStateException(wheel + " has no METADATA");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
