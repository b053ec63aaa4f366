package dev.larder.e2e.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.time.RealYears;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Distribution;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Real projects of several years, all known by one sync, as they were at each year's beginning. */
@Order(87)
class SynchronizedYearsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/vnd.pypi.simple.v1+json";

  private final Path folder = Checkout.emptyTarget("synchronized-years");
  private LarderServer larder;

  @Test
  void eachYearHasItsPagesAndBandersnatchMirrorsWhatIsLeft() throws IOException {
    try (Upstream upstream = Upstream.start()) {
      List<UpstreamFile> files = new ArrayList<>(RealYears.publish(upstream));
      // a page is looked at again as soon as a file's bytes are refused, however new its knowledge
      larder = LarderServer.start(folder, upstream.url(), Map.of("LARDER_LOOK_EVERY", "0s"));
      Finished synchronizing = larder.larder("sync", "--type=pypi");
      assertThat(synchronizing.succeeded()).as("%s", synchronizing).isTrue();

      for (int year = 2014; year <= 2026; year++) {
        Instant instant = Instant.parse(year + "-01-01T00:00:00Z");
        assertThat(pages(instant.toString())).as("%s", year).isEqualTo(expected(files, instant));
      }
      assertThat(pages("latest")).isEqualTo(expected(files, Instant.now()));

      UpstreamFile removed =
          files.stream()
              .filter(file -> file.distribution().filename().equals("six-1.16.0.tar.gz"))
              .findFirst()
              .orElseThrow();
      upstream.project("six").remove(removed);
      files.remove(removed);
      mirrored(files);
    } finally {
      if (larder != null) {
        larder.close();
      }
    }
  }

  /** Whoever meets what is gone makes Larder look again: a second attempt gets the rest. */
  private void mirrored(List<UpstreamFile> files) throws IOException {
    Path mirror = NewFolder.in(folder, "bandersnatch");
    var bandersnatch = new Bandersnatch(mirror, mirror);
    Finished first = bandersnatch.mirror(larder.url());
    Finished finished = first.succeeded() ? first : bandersnatch.mirror(larder.url());

    assertThat(finished.succeeded()).as("%s, then %s", first, finished).isTrue();
    System.out.println("bandersnatch, first attempt: " + first.succeeded());
    try (Stream<Path> all = Files.walk(bandersnatch.web().resolve("packages"))) {
      Set<String> mirrored =
          all.filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(mirrored)
          .containsExactlyElementsOf(
              files.stream()
                  .map(UpstreamFile::distribution)
                  .map(Distribution::filename)
                  .sorted()
                  .toList());
    }
  }

  private static Map<String, Set<String>> expected(List<UpstreamFile> files, Instant instant) {
    var pages = new TreeMap<String, Set<String>>();
    for (UpstreamFile file : files) {
      if (!file.uploadTime().isAfter(instant)) {
        String project = file.distribution().project().replace('_', '-');
        pages
            .computeIfAbsent(project, any -> new TreeSet<>())
            .add(file.distribution().filename() + " " + file.distribution().sha256());
      }
    }
    return pages;
  }

  private Map<String, Set<String>> pages(String snapshot) throws IOException {
    String root = url(snapshot) + "/simple/";
    var pages = new TreeMap<String, Set<String>>();
    for (JsonNode project : json(root).path("projects")) {
      String name = project.path("name").asText().replace('_', '-');
      var files = new TreeSet<String>();
      for (JsonNode file : json(root + name + "/").path("files")) {
        files.add(file.path("filename").asText() + " " + file.at("/hashes/sha256").asText());
      }
      pages.put(name, files);
    }
    return pages;
  }

  private String url(String snapshot) {
    return larder.url() + "/" + snapshot;
  }

  private static JsonNode json(String url) throws IOException {
    HttpResponse<String> response = Http.get(url, "Accept", TYPE);
    assertThat(response.statusCode()).as("%s: %s", url, response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
