package dev.larder.blob.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream's page may name files anywhere; what is inside is not fetched for it. */
class InsideAddressTest {
  @TempDir Path cache;
  private Fixture fixture;
  private final byte[] file = Fixture.fresh(1000);

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(String reach, String url) throws Exception {
    fixture.upstream().at("/demo-1.0.tar.gz", FakeUpstream.gives(file));
    FileEntry entry = FileEntry.mirrored("demo-1.0.tar.gz", file, url).withReach(reach);
    fixture.index().shows(entry);
    return Http.get(fixture.service(), entry.path());
  }

  private static String own(String url) {
    return "{\"own\":\"%s\"}".formatted(url);
  }

  private static final String OUTSIDE = own("https://index.example/simple/");

  private String url() {
    return fixture.upstream().url("/demo-1.0.tar.gz");
  }

  private String byName() {
    return url().replace("127.0.0.1", "localhost");
  }

  @Test
  void theSourcesOwnHostMayBeInside() throws Exception {
    assertThat(get(own(fixture.upstream().url("/simple/")), url()).body()).isEqualTo(file);
  }

  @Test
  void theSourcesOwnHostMayBeInsideByName() throws Exception {
    assertThat(get(own(byName().replace("localhost", "LOCALHOST")), byName()).body())
        .isEqualTo(file);
  }

  @Test
  void anotherPortOfTheSourcesOwnHostIsRefused() throws Exception {
    Http.Response response = get(own("http://127.0.0.1:5151/simple/"), url());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("only its own host 127.0.0.1:5151 may be there");
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void anotherPortMayBeAllowed() throws Exception {
    String reach =
        "{\"own\":\"http://127.0.0.1:5151/simple/\",\"allow\":[\"%s\"]}"
            .formatted(url().replaceAll("http://|/demo.*", ""));

    assertThat(get(reach, url()).body()).isEqualTo(file);
  }

  @Test
  void anOwnHostThatWasOutsideMayNotComeInside() throws Exception {
    String reach = "{\"own\":\"%s\",\"inside\":[]}".formatted(url());

    assertThat(get(reach, url()).text()).contains("where its own host was not");
    assertThat(get(reach.replace("[]", "[\"loopback\"]"), url()).body()).isEqualTo(file);
  }

  @Test
  void whereNothingIsToldNothingInsideIsReached() throws Exception {
    assertThat(get(null, url()).status()).isEqualTo(502);
  }

  @Test
  void aLinkToAnotherInsideHostIsRefusedAndSaysWhy() throws Exception {
    Http.Response response = get(OUTSIDE, url());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    String there = url().replaceAll("http://|/demo.*", "");
    assertThat(response.text())
        .isEqualTo(
            "The upstream pypi (%s) failed: it leads to %s, a loopback address, and only its own host index.example:443 may be there; an administrator may allow it by --allow=%s for the source, or by outbound.allow.\n"
                .formatted(there, there, there));
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aNameThatResolvesToAnInsideAddressIsRefused() throws Exception {
    Http.Response response = get(OUTSIDE, byName());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("leads to localhost:");
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aFolderHasNoHostThatMayBeInside() throws Exception {
    Http.Response response = get("{\"own\":null}", url());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("only a source's own host may be there");
  }

  @Test
  void aRedirectToAnotherInsideHostIsRefused() throws Exception {
    try (FakeUpstream other = new FakeUpstream()) {
      other.at("/there.tar.gz", FakeUpstream.gives(file));
      fixture.upstream().at("/moved.tar.gz", FakeUpstream.redirects(other.url("/there.tar.gz")));

      String moved = fixture.upstream().url("/moved.tar.gz");
      Http.Response response = get(own(moved), moved);

      assertThat(fixture.upstream().requests("/moved.tar.gz")).hasSize(1);
      assertThat(response.status()).isEqualTo(502);
      assertThat(response.text()).contains("leads to 127.0.0.1:", "a loopback address");
      assertThat(other.requests("/there.tar.gz")).isEmpty();
    }
  }

  @Test
  void aFileIsHadByTheProxyOfTheSource() throws Exception {
    String url = "http://files.invalid/demo-1.0.tar.gz";
    fixture.upstream().at(url, FakeUpstream.gives(file));
    String proxy = fixture.upstream().url("").replace("http://", "http://me:hush@");

    Http.Response response =
        get("{\"own\":\"http://files.invalid/\",\"proxy\":\"%s\"}".formatted(proxy), url);

    assertThat(response.body()).isEqualTo(file);
    assertThat(fixture.upstream().requests(url).getFirst().headers())
        .containsEntry("proxy-authorization", "Basic bWU6aHVzaA==");
  }

  @Test
  void aStatusThatMeansMissingIsSaidSo() throws Exception {
    fixture.upstream().at("/gone.tar.gz", FakeUpstream.status(403));
    String gone = fixture.upstream().url("/gone.tar.gz");

    assertThat(get(own(gone), gone).text()).contains("answered 403", "--missing-status=403");
    assertThat(get("{\"own\":\"%s\",\"missingStatus\":[403]}".formatted(gone), gone).text())
        .contains("has no demo-1.0.tar.gz any more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.1.2.3/f",
        "http://169.254.169.254/f",
        "http://[::1]:1/f",
        "http://[fd00::1]/f",
        "http://0.0.0.0:1/f",
        "http://2130706433:1/f"
      })
  void noFormOfAnInsideAddressIsTried(String url) throws Exception {
    Http.Response response = get(OUTSIDE, url);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("may be there");
  }
}
