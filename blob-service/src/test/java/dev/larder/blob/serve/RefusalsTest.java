package dev.larder.blob.serve;

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

class RefusalsTest {
  @TempDir Path cache;
  private House house;

  @BeforeEach
  void start() throws Exception {
    house = House.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
  }

  @Test
  void aFileThatTheRepositoryDoesNotShowIsNotThere() throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    house.index().hides(entry);

    Http.Response response = Http.get(house.service(), entry.path());

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.header("content-type")).startsWith("text/plain");
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    assertThat(response.text()).isEqualTo("main doesn't show this file.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/packages/x/demo-1.0.tar.gz",
        "/packages/..%2f..%2fetc/passwd",
        "/packages/u-00/demo-1.0.tar.gz",
        "/packages/",
        "/elsewhere"
      })
  void whatIsNoFileIsNotThere(String path) throws Exception {
    Http.Response response = Http.get(house.service(), path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text().lines()).hasSize(1);
    assertThat(house.index().asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {".asc", ".provenance"})
  void whatBelongsToAFileAndIsNotHeldIsNotThere(String suffix) throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    assertThat(Http.get(house.service(), entry.path() + suffix).status()).isEqualTo(404);
  }

  @Test
  void filesCannotBePosted() throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    assertThat(Http.request(house.service().port(), "POST", entry.path()).status()).isEqualTo(405);
  }

  @Test
  void withoutTheSharedSecretNothingIsAnsweredButTheHealth() throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.Response refused = Http.get(house.service(), entry.path(), "Larder-Secret", "wrong");
    Http.Response health = Http.get(house.service(), "/health", "Larder-Secret", "wrong");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(house.index().asked()).isZero();
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text())
        .isEqualTo(
            "{\"status\":\"up\",\"parts\":{\"disk\":\"up\",\"redis\":\"up\",\"s3\":\"up\"}}");
  }

  @Test
  void theRequestIdTravelsToIndexService() throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.get(house.service(), entry.path(), "X-Request-Id", "abc-123");

    assertThat(house.index().requestIds()).containsExactly("abc-123");
  }

  @Test
  void withoutIndexServiceAFileIsRefusedInOneLine() throws Exception {
    byte[] file = House.fresh(10);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    house.index().close();

    Http.Response response = Http.get(house.service(), entry.path());

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text())
        .isEqualTo("index-service can't be asked about this file now; try again.\n");
  }
}
