package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentUpstreamTest {
  @TempDir Path cache;
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture =
        Fixture.start(
            cache, "larder.upstream.idle-timeout", "2s", "larder.upstream.headers-timeout", "3s");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path());
  }

  @Test
  void aSilentUpstreamIsATimeOut() throws Exception {
    byte[] file = Fixture.fresh(200_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.isSilent());

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.text()).contains("The upstream pypi (127.0.0.1:", "took too long");
  }

  @Test
  void headersThatDripAreATimeOut() throws Exception {
    FileEntry entry =
        fixture.mirrors("demo-1.0.tar.gz", Fixture.fresh(1000), FakeUpstream.dripsHeaders());

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.text()).contains("took too long");
  }

  @Test
  void anUpstreamThatFallsSilentInTheMiddleBreaksTheConnection() throws Exception {
    byte[] file = Fixture.fresh(2_000_000);
    FileEntry entry = fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.hangs(file, 1_000_000));

    assertThat(get(entry).end()).isEqualTo(Http.End.RESET);
    Await.until(() -> fixture.service().cached().isEmpty());
  }
}
