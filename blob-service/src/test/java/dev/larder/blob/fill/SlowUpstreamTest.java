package dev.larder.blob.fill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
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

/** An upstream that gives a byte at a time; here every upstream is expected to be fast. */
class SlowUpstreamTest {
  private static final String NAME = "demo-1.0.tar.gz";
  private static final int ANNOUNCED = 500_000_000;

  @TempDir Path cache;
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture =
        Fixture.start(
            cache, "larder.fill.min-rate", "1000000000000", "larder.fill.rate-window", "500ms");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private FileEntry dripping() {
    FileEntry entry =
        fixture
            .mirrors(NAME, Fixture.fresh(100), FakeUpstream.drips(ANNOUNCED))
            .withSize(ANNOUNCED);
    fixture.index().shows(entry);
    return entry;
  }

  private boolean hasEnded() throws Exception {
    return fixture.service().cached().stream().noneMatch(file -> file.startsWith("tmp-"));
  }

  @Test
  void aDownloadBelowTheLeastRateIsGivenUpAndWhoAskedIsTold() throws Exception {
    Http.Response response = Http.get(fixture.service(), dripping().path());

    assertThat(response.end() == Http.End.RESET || response.status() == 504).isTrue();
    Await.until(this::hasEnded);
    assertThat(fixture.service().cached()).isEmpty();
  }

  @Test
  void alsoWhenAllWhoAskedHaveLeft() throws Exception {
    FileEntry entry = dripping();
    try (Http attacker = new Http(fixture.service().port())) {
      attacker.send("GET", entry.path());
      Await.until(() -> !hasEnded());
    }

    Await.until(this::hasEnded);
    assertThat(fixture.upstream().requests("/" + NAME)).hasSize(1);
  }

  @Test
  void metadataThatDripsIsTakenFromTheWheel() throws Exception {
    String metadata = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nX: drip\n";
    byte[] wheel = Bytes.wheel("demo-1.0", metadata, 1000);
    String name = "demo-1.0-py3-none-any.whl";
    FileEntry entry =
        fixture
            .mirrors(name, wheel, FakeUpstream.gives(wheel))
            .withMetadata(Bytes.sha256(metadata.getBytes(UTF_8)));
    fixture.index().shows(entry);
    fixture.upstream().at("/" + name + ".metadata", FakeUpstream.drips(8_000_000));

    assertThat(Http.get(fixture.service(), entry.path() + ".metadata").text()).isEqualTo(metadata);
  }

  @Test
  void aSignatureThatDripsIsA504() throws Exception {
    FileEntry entry = fixture.mirrors(NAME, Fixture.fresh(100), FakeUpstream.status(404));
    fixture.index().shows(entry, "true", null);
    fixture.upstream().at("/" + NAME + ".asc", FakeUpstream.drips(2_000_000));

    Http.Response response = Http.get(fixture.service(), entry.path() + ".asc");

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.text())
        .isEqualTo(
            "The upstream pypi gave less than 1000000000000 bytes a second, so its download was"
                + " given up.\n");
  }
}
