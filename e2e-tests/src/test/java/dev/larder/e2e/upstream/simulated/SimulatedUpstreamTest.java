package dev.larder.e2e.upstream.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.wheel.Hashing;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated upstream's pages are what they say. */
@Order(2)
class SimulatedUpstreamTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final int PROJECTS = 1000;
  private static final Options OPTIONS = Options.of(PROJECTS);

  private final SimulatedUpstream upstream =
      SimulatedUpstream.start(OPTIONS, Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void everyFileOnAPageHasTheBytesThatThePageSays() {
    for (String name : serials().keySet().stream().limit(10).toList()) {
      for (JsonNode file : Http.json(page(name + "/")).get("files")) {
        String url = file.get("url").asText();
        byte[] bytes = Http.bytes(url).body();
        assertThat(bytes).hasSize(file.get("size").asInt());
        assertThat(Hashing.of(bytes)).isEqualTo(file.get("hashes").get("sha256").asText());
        assertThat(URI.create(url).getPath()).endsWith("/" + file.get("filename").asText());
        HttpResponse<String> metadata = Http.get(url + ".metadata");
        if (file.get("core-metadata").isObject()) {
          assertThat(Hashing.of(metadata.body()))
              .isEqualTo(file.get("core-metadata").get("sha256").asText());
        } else {
          assertThat(metadata.statusCode()).isEqualTo(404);
        }
      }
    }
  }

  @Test
  void bothFormsOfAPageListTheSameFilesInSixHundredBytesEachAsPypis() {
    long bytes = 0;
    long files = 0;
    for (String name : serials().keySet().stream().limit(200).toList()) {
      HttpResponse<String> page = page(name + "/");
      JsonNode listed = Http.json(page).get("files");
      bytes += page.body().length();
      files += listed.size();
      assertThat(Jsoup.parse(Http.get(upstream.url() + name + "/").body()).select("a"))
          .extracting(link -> link.text())
          .containsExactlyElementsOf(listed.findValuesAsText("filename"));
    }
    assertThat(bytes / files).isGreaterThanOrEqualTo(600);
  }

  @Test
  void aPageIsUnmodifiedUntilItsProjectChanges() {
    Map<String, Long> before = serials();
    Set<String> names = sample();
    names.retainAll(before.keySet());
    Map<String, String> etags = new HashMap<>();
    for (String name : names) {
      HttpResponse<String> page = page(name + "/");
      etags.put(name, page.headers().firstValue("ETag").orElseThrow());
      assertThat(page.headers().firstValueAsLong("X-PyPI-Last-Serial")).hasValue(before.get(name));
    }

    upstream.later();

    Map<String, Long> after = serials();
    Set<String> modified = new HashSet<>();
    for (String name : names) {
      int status = page(name + "/", "If-None-Match", etags.get(name)).statusCode();
      assertThat(status == 304).as(name).isEqualTo(before.get(name).equals(after.get(name)));
      if (status != 304) {
        modified.add(name);
      }
    }
    assertThat(modified).hasSize(PROJECTS / 100);
  }

  @Test
  void aDayLaterThereAreReleasesAYankARemovedFileARemovedProjectAndANewOne() {
    Map<String, JsonNode> before = pages();
    String later = upstream.url().replace("/simple/", "/later");
    assertThat(Http.post(later, "").body().strip()).isEqualTo("" + upstream.serial());
    Map<String, JsonNode> after = pages();

    assertThat(missing(after, before)).hasSize(PROJECTS / 1000);
    assertThat(missing(before, after))
        .singleElement()
        .satisfies(removed -> assertThat(page(removed + "/").statusCode()).isEqualTo(404));
    Map<Integer, Long> grown =
        after.keySet().stream()
            .filter(name -> before.containsKey(name) && !after.get(name).equals(before.get(name)))
            .map(name -> Integer.signum(files(after.get(name)) - files(before.get(name))))
            .collect(Collectors.groupingBy(sign -> sign, Collectors.counting()));
    assertThat(grown).as("released, yanked, a file less").isEqualTo(Map.of(1, 7L, 0, 1L, -1, 1L));
    assertThat(after.toString()).contains("\"2026-05-04T03:02:01.000000Z\"");
  }

  private static int files(JsonNode page) {
    return page.get("files").size();
  }

  @Test
  void theChangelogNamesEveryProjectThatChangedWithItsNewSerial() {
    Map<String, Long> before = serials();
    long serial = upstream.serial();
    upstream.later();
    Map<String, Long> after = serials();

    Map<String, Long> told = new HashMap<>();
    for (var row :
        Jsoup.parse(
                call(
                    "changelog_since_serial",
                    "<params><param><value><int>%d</int></value></param></params>"
                        .formatted(serial)))
            .select("data data")) {
      var values = row.select("> value");
      told.put(values.get(0).text(), Long.parseLong(values.get(4).text()));
    }
    assertThat(call("changelog_last_serial", "")).contains("<int>" + upstream.serial());
    assertThat(told).hasSize(PROJECTS / 100 + PROJECTS / 1000);
    after.forEach(
        (name, newest) ->
            assertThat(told.get(name)).isEqualTo(newest.equals(before.get(name)) ? null : newest));
    assertThat(told.keySet()).containsAll(missing(before, after));
  }

  @Test
  void aResponderMayAnswerInstead() {
    upstream.respondBy(
        (request, usual) ->
            request.path().equals("/simple/") ? Answer.of(503, "not now") : usual.get());

    assertThat(page("").statusCode()).isEqualTo(503);
    assertThat(page("no-such-names/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = {"PIP_26", "UV_0_13"})
  void anInstallerInstallsAWheelOfIt(Installer installer) {
    String name = serials().keySet().iterator().next();

    Installation installed =
        installer.install(Checkout.target("simulated-upstream-test"), upstream.url(), name);

    assertThat(installed.succeeded()).as("%s", installed).isTrue();
  }

  private Map<String, Long> serials() {
    Map<String, Long> serials = new TreeMap<>();
    for (JsonNode project : Http.json(page("")).get("projects")) {
      serials.put(project.get("name").asText(), project.get("_last-serial").asLong());
    }
    return serials;
  }

  /** All that change on the first day, and some more. */
  private static Set<String> sample() {
    World before = World.of(OPTIONS);
    World after = before.later(NOW);
    return LongStream.rangeClosed(before.serial() - 50, after.serial())
        .mapToObj(serial -> before.names().of(after.change(serial).project()))
        .collect(Collectors.toSet());
  }

  /** Those of the sample that are there. */
  private Map<String, JsonNode> pages() {
    Map<String, JsonNode> pages = new HashMap<>();
    for (String name : sample()) {
      HttpResponse<String> page = page(name + "/");
      if (page.statusCode() == 200) {
        pages.put(name, Http.json(page));
      }
    }
    return pages;
  }

  private HttpResponse<String> page(String path, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Accept";
    all[headers.length + 1] = JSON;
    return Http.get(upstream.url() + path, all);
  }

  private String call(String method, String params) {
    return Http.post(
            upstream.url().replace("/simple/", "/pypi"),
            "<methodCall><methodName>%s</methodName>%s</methodCall>".formatted(method, params))
        .body();
  }

  private static Set<String> missing(Map<String, ?> before, Map<String, ?> after) {
    Set<String> missing = new HashSet<>(before.keySet());
    missing.removeAll(after.keySet());
    return missing;
  }
}
