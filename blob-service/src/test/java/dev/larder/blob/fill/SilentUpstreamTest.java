package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.House;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentUpstreamTest {
  @TempDir Path cache;
  private House house;

  @BeforeEach
  void start() throws Exception {
    house =
        House.start(
            cache, "larder.upstream.idle-timeout", "2s", "larder.upstream.headers-timeout", "3s");
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(house.service(), entry.path());
  }

  @Test
  void aSilentUpstreamIsATimeOut() throws Exception {
    byte[] file = House.fresh(200_000);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.isSilent());

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.text()).contains("The upstream pypi (127.0.0.1:", "took too long");
  }

  @Test
  void headersThatDripAreATimeOut() throws Exception {
    FileEntry entry =
        house.mirrors("demo-1.0.tar.gz", House.fresh(1000), FakeUpstream.dripsHeaders());

    Http.Response response = get(entry);

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.text()).contains("took too long");
  }

  @Test
  void anUpstreamThatFallsSilentInTheMiddleBreaksTheConnection() throws Exception {
    byte[] file = House.fresh(2_000_000);
    FileEntry entry = house.mirrors("demo-1.0.tar.gz", file, FakeUpstream.hangs(file, 1_000_000));

    assertThat(get(entry).end()).isEqualTo(Http.End.RESET);
    Await.until(() -> house.service().cached().isEmpty());
  }
}
