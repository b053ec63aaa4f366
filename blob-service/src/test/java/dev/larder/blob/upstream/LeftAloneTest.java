package dev.larder.blob.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upstreams that aren't asked: by an administrator's word, or as they gave no answer. */
class LeftAloneTest {
  @TempDir Path cache;
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = Fixture.start(cache, "larder.outbound.pause", "1h", "larder.upstream.tries", "1");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Http.Response get(String path) throws Exception {
    return Http.get(fixture.service(), path);
  }

  private FileEntry offline(FileEntry entry) {
    FileEntry known = entry.withReach("%s,\"offline\":true".formatted(entry.reach()));
    fixture.index().shows(known);
    return known;
  }

  private String health() throws Exception {
    return get("/health").text();
  }

  @Test
  void whatIsNotHereIsNotFetchedWhileItsSourceIsOffline() throws Exception {
    byte[] file = Fixture.fresh(60_000);
    FileEntry entry = offline(fixture.mirrors("demo-1.0.tar.gz", file, FakeUpstream.gives(file)));

    Http.Response response = get(entry.path());

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.text())
        .isEqualTo(
            "Source 'pypi' is offline: its upstream isn't asked, and demo-1.0.tar.gz isn't here;"
                + " 'larder online --source=pypi' ends that.\n");
    assertThat(get(entry.path() + ".asc").status()).isIn(404, 503);
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz")).isEmpty();
    assertThat(fixture.upstream().requests("/demo-1.0.tar.gz.asc")).isEmpty();
  }

  @Test
  void whatIsHereIsServedWhileItsSourceIsOffline() throws Exception {
    byte[] wheel = Bytes.wheel("demo-1.0", "Metadata-Version: 2.1\nName: demo\n", 60_000);
    FileEntry entry =
        fixture.mirrors("demo-1.0-py3-none-any.whl", wheel, FakeUpstream.gives(wheel));
    assertThat(get(entry.path()).body()).isEqualTo(wheel);
    int asked = fixture.upstream().requests("/demo-1.0-py3-none-any.whl").size();
    offline(entry);

    assertThat(get(entry.path()).body()).isEqualTo(wheel);
    assertThat(get(entry.path() + ".metadata").text()).contains("Name: demo");
    assertThat(fixture.upstream().requests("/demo-1.0-py3-none-any.whl")).hasSize(asked);
  }

  @Test
  void aHostThatGaveNoAnswerSeveralTimesInARowIsNotWaitedFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      byte[] file = Fixture.fresh(1_000);
      FileEntry entry =
          fixture.mirrors("bad-%d.0.tar.gz".formatted(i), file, FakeUpstream.status(503));
      Http.Response response = get(entry.path());
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.header("retry-after")).isEqualTo("2");
    }
    byte[] file = Fixture.fresh(1_000);
    FileEntry good = fixture.mirrors("good-1.0.tar.gz", file, FakeUpstream.gives(file));

    Http.Response response = get(good.path());

    assertThat(response.status()).isEqualTo(503);
    assertThat(Integer.parseInt(response.header("retry-after"))).isBetween(3_000, 3_600);
    assertThat(response.text())
        .startsWith("The upstream pypi (127.0.0.1:")
        .contains("gave no answer 5 times in a row, last because it answered with status 503");
    assertThat(fixture.upstream().requests("/good-1.0.tar.gz")).isEmpty();
    assertThat(health()).contains("\"upstreams\":\"down\"");
  }

  @Test
  void aNoOfAHostIsAnAnswer() throws Exception {
    for (int i = 0; i < 6; i++) {
      byte[] file = Fixture.fresh(1_000);
      FileEntry entry =
          fixture.mirrors("gone-%d.0.tar.gz".formatted(i), file, FakeUpstream.status(404));
      assertThat(get(entry.path()).status()).isEqualTo(404);
    }
    assertThat(health()).contains("\"upstreams\":\"up\"");
  }
}
