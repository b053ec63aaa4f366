package dev.larder.blob.serve;

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

class RefusalsTest {
  @TempDir Path cache;
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void aFileThatTheRepositoryDoesNotShowIsNotThere() throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.index().hides(entry);

    Http.Response response = Http.get(fixture.service(), entry.path());

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
    Http.Response response = Http.get(fixture.service(), path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text().lines()).hasSize(1);
    assertThat(fixture.index().asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {".asc", ".provenance"})
  void whatBelongsToAFileAndIsNotHeldIsNotThere(String suffix) throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    assertThat(Http.get(fixture.service(), entry.path() + suffix).status()).isEqualTo(404);
  }

  @Test
  void filesCannotBePosted() throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    assertThat(Http.request(fixture.service().port(), "POST", entry.path()).status())
        .isEqualTo(405);
  }

  @Test
  void withoutTheSharedSecretNothingIsAnsweredButTheHealth() throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.Response refused = Http.get(fixture.service(), entry.path(), "Larder-Secret", "wrong");
    Http.Response health = Http.get(fixture.service(), "/health", "Larder-Secret", "wrong");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(fixture.index().asked()).isZero();
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text())
        .isEqualTo(
            "{\"status\":\"up\",\"parts\":{\"disk\":\"up\",\"redis\":\"up\",\"s3\":\"up\","
                + "\"upstreams\":\"up\"}}");
  }

  @Test
  void theRequestIdTravelsToIndexService() throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.get(fixture.service(), entry.path(), "X-Request-Id", "abc-123");

    assertThat(fixture.index().requestIds()).containsExactly("abc-123");
  }

  @Test
  void withoutIndexServiceAFileIsRefusedInOneLine() throws Exception {
    byte[] file = Fixture.fresh(10);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file));
    fixture.index().close();

    Http.Response response = Http.get(fixture.service(), entry.path());

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text())
        .isEqualTo("index-service can't be asked about this file now; try again.\n");
  }
}
