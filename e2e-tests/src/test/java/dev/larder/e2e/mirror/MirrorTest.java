package dev.larder.e2e.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Ports;
import dev.larder.e2e.trust.Nginx;
import dev.larder.e2e.trust.OwnAuthority;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The default repository as mirrors and other programs that read all of it see it: private packages
 * and mirrored ones. By https it is reached through nginx, with a certificate that a new authority
 * signed.
 */
@Order(86)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MirrorTest {
  private static final String LOCAL = "1.0+corp.3";

  private final Path folder = Checkout.emptyTarget("mirror");
  private final int https = Ports.free();
  private final List<Distribution> published = new ArrayList<>();
  private Upstream upstream;
  private LarderServer larder;
  private Nginx nginx;
  private OwnAuthority authority;
  private Bandersnatch bandersnatch;
  private String token;

  @BeforeAll
  void start() throws IOException {
    authority = OwnAuthority.in(folder, "mirrored.example");
    bandersnatch = new Bandersnatch(folder.resolve("bandersnatch"), authority.ca());
    upstream = Upstream.start();
    larder =
        LarderServer.start(
            folder,
            upstream.url(),
            Map.of("LARDER_FRESHNESS", "0s", "LARDER_TRUSTED_PROXIES", "127.0.0.1,::1"));
    token = larder.uploadToken("mirrored");
    nginx =
        Nginx.start(
            folder,
            "127.0.0.1:%d ssl".formatted(https),
            """
            ssl_certificate %s;
            ssl_certificate_key %s;
            location / {
              proxy_pass %s;
              proxy_http_version 1.1;
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-Host $http_host;
              proxy_set_header X-Forwarded-Proto https;
            }
            location /mirrored/ {
              alias %s/;
              index index.html;
            }
            """
                .formatted(
                    authority.certificate(), authority.key(), larder.url(), bandersnatch.web()));
    upstream(Package.of("Alpha_Pkg", "1.0").forPython(">=3.8").wheel(files()));
    upstream(Package.of("Alpha_Pkg", "1.0").forPython(">=3.8").sdist(files()));
    upstream(Package.of("Alpha_Pkg", "2.0rc1").wheel(files()));
    upstream(Package.of("beta-pkg", LOCAL).requiring("Alpha_Pkg>=1.0").wheel(files()));
    Distribution yanked = Package.of("gamma", "1.0").wheel(files());
    upstream.publish(yanked).yankedBecause("it is \"bad\" & <ugly>");
    published.add(yanked);
    upload(Package.of("Mine.Own", "1.0").forPython(">=3.7").wheel(files()));
    upload(Package.of("Mine.Own", "1.1").sdist(files()));
    for (String project : List.of("alpha-pkg", "beta-pkg", "gamma", "mine-own")) {
      assertThat(Http.get(larder.indexUrl() + project + "/").statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (larder != null) {
      larder.close();
    }
    if (upstream != null) {
      upstream.close();
    }
  }

  private Path files() {
    return NewFolder.in(folder.resolve("files"), "files");
  }

  private void upstream(Distribution file) {
    upstream.publish(file);
    published.add(file);
  }

  private void upload(Distribution file) throws IOException {
    HttpResponse<String> answer = UploadForm.send(larder.uploadUrl(), token, file);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    published.add(file);
  }

  private String secure() {
    return "https://localhost:" + https;
  }

  private Path mirrored(Distribution file) {
    return bandersnatch.web().resolve("packages/" + file.sha256() + "/" + file.filename());
  }

  private void assertAllIsMirrored() throws IOException {
    for (Distribution file : published) {
      assertThat(mirrored(file)).exists();
      try (var bytes = Files.newInputStream(mirrored(file))) {
        assertThat(Hashing.of(bytes)).isEqualTo(file.sha256());
      }
    }
  }

  private static void assertEndsWithoutComplaint(Finished finished) {
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
    assertThat(finished.words()).doesNotContain("ERROR", "WARNING", "Traceback");
  }

  /** RJSON-1, RJSON-2, RJSON-3, RXML-1, RHTTP-9. */
  @Test
  @Order(1)
  void bandersnatchMirrorsAllOfIt() throws IOException {
    Finished first = bandersnatch.mirror(larder.url());

    assertEndsWithoutComplaint(first);
    assertThat(first.words()).contains("Syncing all packages", " 4 packages to sync");
    assertAllIsMirrored();
    assertThat(Files.readString(bandersnatch.web().resolve("simple/gamma/index.html")))
        .contains("data-yanked=\"it is &quot;bad&quot; &amp; &lt;ugly&gt;\"");
  }

  @Test
  @Order(2)
  void bandersnatchFetchesWhatTheChangelogSaysAndNothingElse() throws IOException {
    long before = bandersnatch.serial();
    upload(Package.of("Mine.Own", "2.0").wheel(files()));
    upstream(Package.of("Alpha_Pkg", "2.0").wheel(files()));
    assertThat(Http.get(larder.indexUrl() + "alpha-pkg/").body()).contains("2.0-py3");

    Finished second = bandersnatch.mirror(larder.url());
    assertEndsWithoutComplaint(second);
    assertThat(second.words()).contains("Syncing based on changelog", " 2 packages to sync");
    assertAllIsMirrored();
    assertThat(bandersnatch.serial()).isGreaterThan(before);

    Finished third = bandersnatch.mirror(larder.url());
    assertEndsWithoutComplaint(third);
    assertThat(third.words()).contains(" 0 packages to sync");
  }

  @Test
  @Order(3)
  void bandersnatchVerifiesByHttpsAndMendsWhatIsBroken() throws IOException {
    Files.delete(mirrored(published.get(0)));
    Files.writeString(mirrored(published.get(1)), "broken");
    Path foreign = bandersnatch.web().resolve("packages/ab/foreign-1.0.tar.gz");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "foreign");

    Finished verified = bandersnatch.verify(secure());

    assertEndsWithoutComplaint(verified);
    assertThat(foreign).doesNotExist();
    assertAllIsMirrored();
  }

  @Test
  @Order(4)
  void pipInstallsFromTheMirror() {
    Installation installed =
        Installer.PIP_26.install(
            folder,
            secure() + "/mirrored/simple/",
            Map.of("SSL_CERT_FILE", authority.ca().toString()),
            "beta-pkg");

    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says("beta_pkg")).isEqualTo("beta-pkg " + LOCAL);
    assertThat(installed.says("alpha_pkg")).isEqualTo("Alpha_Pkg 2.0");
  }

  @Test
  @Order(5)
  void pypiSimpleReadsAllOfItInBothFormats() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("read.py"),
            """
            import sys
            from pathlib import Path
            from pypi_simple import ACCEPT_HTML_ONLY, ACCEPT_JSON_ONLY, PyPISimple

            for accept in (ACCEPT_JSON_ONLY, ACCEPT_HTML_ONLY):
                with PyPISimple(sys.argv[1], accept=accept) as client:
                    index = client.get_index_page()
                    for name in index.projects:
                        page = client.get_project_page(name)
                        assert page.last_serial, page
                        assert page.repository_version == "1.4", page
                        for package in page.packages:
                            client.download_package(package, Path("it"), verify=True, progress=None)
                            if package.has_metadata:
                                client.get_package_metadata(package, verify=True)
                            print(page.project, package.version, package.filename, package.is_yanked)
            """);
    Finished read =
        Program.isolated(
                NewFolder.in(folder, "home"),
                List.of(
                    Venv.of("pypi-simple-1.8.0").python(),
                    "-W",
                    "error",
                    script.toString(),
                    larder.indexUrl()))
            .within(Duration.ofMinutes(2))
            .run();

    assertThat(read.succeeded()).as("%s", read).isTrue();
    for (Distribution file : published) {
      boolean yanked = file.project().equals("gamma");
      assertThat(read.out().lines())
          .filteredOn(line -> line.contains(" " + file.filename() + (yanked ? " True" : " False")))
          .hasSize(2);
    }
  }

  @Test
  @Order(6)
  void theJsonTellsWhatCoreMetadataTellsAndWhereTheFilesAre() {
    for (String project : List.of("alpha-pkg", "beta-pkg", "mine-own")) {
      HttpResponse<String> response = Http.get(larder.url() + "/pypi/" + project + "/json");
      JsonNode json = Http.json(response);
      assertThat(json.path("info").path("summary").asText()).isEqualTo("A package made for a test");
      JsonNode file = json.path("urls").path(0);
      assertThat(file.path("url").asText())
          .startsWith(larder.url() + "/packages/" + file.path("digests").path("sha256").asText());
      assertThat(response.headers().firstValue("X-PyPI-Last-Serial"))
          .contains(json.path("last_serial").asText());
    }
    JsonNode sdist = Http.json(Http.get(larder.url() + "/pypi/mine-own/1.1/json"));
    assertThat(sdist.path("info").path("summary").asText()).isEqualTo("A package made for a test");
  }

  @Test
  @Order(7)
  void theJsonOfAPastDayIsThatOfThatDay() {
    String then = larder.url() + "/2024-06-01/pypi/alpha-pkg/json";
    HttpResponse<String> response = Http.get(then);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(Http.json(response).path("info").path("version").asText()).isEqualTo("1.0");
    assertThat(Http.get(larder.url() + "/2024-02-01/pypi/alpha-pkg/json").body())
        .isEqualTo("{\"message\":\"Not Found\"}");
    upstream(Package.of("Alpha_Pkg", "3.0").wheel(files()));
    Http.get(larder.indexUrl() + "alpha-pkg/");
    assertThat(Http.get(then).body()).isEqualTo(response.body());
  }

  @Test
  @Order(8)
  void aFileThatTheUpstreamRemovedIsListedNoMoreOnceItsBytesWereAskedFor() throws IOException {
    UpstreamFile gone = upstream.publish(Package.of("epsilon", "1.0").wheel(files()));
    upstream(Package.of("epsilon", "1.1").wheel(files()));
    String page = larder.indexUrl() + "epsilon/";
    assertThat(Http.get(page).body()).contains("epsilon-1.0-py3");
    upstream.project("epsilon").remove(gone);
    assertThat(Http.get(page).body()).contains("epsilon-1.0-py3", "epsilon-1.1-py3");

    Distribution file = gone.distribution();
    HttpResponse<String> refused =
        Http.get(larder.url() + "/packages/" + file.sha256() + "/" + file.filename());

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("has no " + file.filename() + " any more");
    assertThat(Http.get(page).body()).contains("epsilon-1.1-py3").doesNotContain("epsilon-1.0-py3");
  }

  /** The first run finds out that the file is gone, and who comes next isn't told of it. */
  @Test
  @Order(9)
  void bandersnatchIsHeldUpOnlyOnceByAFileThatTheUpstreamRemoved() throws IOException {
    UpstreamFile gone = upstream.publish(Package.of("delta", "1.0").wheel(files()));
    upstream(Package.of("delta", "1.1").wheel(files()));
    String page = larder.indexUrl() + "delta/";
    assertThat(Http.get(page).body()).contains("delta-1.0-py3");
    upstream.project("delta").remove(gone);

    Finished held = bandersnatch.mirror(larder.url());
    assertThat(held.succeeded()).as("%s", held).isFalse();
    assertThat(held.words()).contains("404", gone.distribution().filename());
    assertThat(upstream.gets(gone.path())).isOne();
    assertThat(Http.get(page).body()).contains("delta-1.1-py3").doesNotContain("delta-1.0-py3");

    assertEndsWithoutComplaint(bandersnatch.mirror(larder.url()));
    assertAllIsMirrored();
    assertThat(mirrored(gone.distribution())).doesNotExist();
  }
}
