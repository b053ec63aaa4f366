package dev.larder.blob.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.House;
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
  private House house;
  private final byte[] file = House.fresh(1000);

  @BeforeEach
  void start() throws Exception {
    house = House.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
  }

  private Http.Response get(String host, String url) throws Exception {
    house.upstream().at("/demo-1.0.tar.gz", FakeUpstream.gives(file));
    FileEntry entry = FileEntry.mirrored("demo-1.0.tar.gz", file, url).withHost(host);
    house.index().shows(entry);
    return Http.get(house.service(), entry.path());
  }

  private String url() {
    return house.upstream().url("/demo-1.0.tar.gz");
  }

  @Test
  void theSourcesOwnHostMayBeInsideWhateverThePort() throws Exception {
    assertThat(get("\"127.0.0.1\"", url()).body()).isEqualTo(file);
  }

  @Test
  void theSourcesOwnHostMayBeInsideByName() throws Exception {
    assertThat(get("\"LOCALHOST\"", url().replace("127.0.0.1", "localhost")).body())
        .isEqualTo(file);
  }

  @Test
  void whereTheOwnHostIsNotToldNothingIsRefused() throws Exception {
    assertThat(get(null, url()).body()).isEqualTo(file);
  }

  @Test
  void aLinkToAnotherInsideHostIsRefusedAndSaysWhy() throws Exception {
    Http.Response response = get("\"index.example\"", url());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    assertThat(response.text())
        .startsWith("The upstream pypi (127.0.0.1:")
        .endsWith(
            "failed: it leads to 127.0.0.1, a loopback address, and only its own host index.example may be there.\n");
    assertThat(house.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aNameThatResolvesToAnInsideAddressIsRefused() throws Exception {
    Http.Response response = get("\"index.example\"", url().replace("127.0.0.1", "localhost"));

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("leads to localhost (");
    assertThat(house.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
  }

  @Test
  void aFolderHasNoHostThatMayBeInside() throws Exception {
    Http.Response response = get("null", url());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("only a source's own host may be there");
  }

  @Test
  void aRedirectToAnotherInsideHostIsRefused() throws Exception {
    house.upstream().at("/moved.tar.gz", FakeUpstream.redirects(url()));

    Http.Response response =
        get(
            "\"localhost\"",
            house.upstream().url("/moved.tar.gz").replace("127.0.0.1", "localhost"));

    assertThat(house.upstream().requests("/moved.tar.gz")).hasSize(1);
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("leads to 127.0.0.1, a loopback address");
    assertThat(house.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
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
    Http.Response response = get("\"index.example\"", url);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).contains("may be there");
  }
}
