package dev.larder.e2e.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.upstream.FileFault;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upstream lists the sha256 of an upload, which stands in every lock file. */
@Order(31)
@ExtendWith(SharedFixture.class)
class ListedHashTest {
  private final Fixture fixture;

  ListedHashTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private String addressOf(Distribution distribution) {
    String page = fixture.larder().indexUrl() + distribution.project() + "/";
    assertThat(Http.get(page).body()).contains(distribution.sha256());
    return "%s/main/packages/%s/%s"
        .formatted(fixture.larder().url(), distribution.sha256(), distribution.filename());
  }

  @Test
  void itIsGivenTheUploadsBytesOnlyOnceItHasDeliveredThem() throws IOException {
    Distribution secret =
        Package.of("listed-secret", "1.0").padded(300_000).wheel(fixture.newFolder());
    assertThat(UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), secret).statusCode())
        .isEqualTo(200);
    String url = addressOf(secret);
    assertThat(Http.download(url).sha256()).isEqualTo(secret.sha256());

    Path copy = fixture.newFolder().resolve("listed_evil-1.0-py3-none-any.whl");
    Files.copy(secret.path(), copy);
    Distribution evil =
        new Distribution(
            copy,
            "listed-evil",
            "1.0",
            secret.sha256(),
            secret.size(),
            secret.metadata(),
            secret.requiresPython());
    UpstreamFile listed =
        fixture.upstream().publish(evil).withoutMetadata().failing(FileFault.SERVER_ERROR);
    String evilUrl = addressOf(evil);

    for (String suffix : new String[] {"", ".metadata"}) {
      assertThat(Http.get(evilUrl + suffix).statusCode()).isIn(502, 503);
    }
    assertThat(Http.get(evilUrl, "Range", "bytes=0-99").statusCode()).isIn(502, 503);
    assertThat(Http.download(url).sha256()).isEqualTo(secret.sha256());

    listed.failing(FileFault.NONE);

    assertThat(Http.download(evilUrl).sha256()).isEqualTo(secret.sha256());
    assertThat(fixture.upstream().gets(listed.path())).isPositive();
  }
}
