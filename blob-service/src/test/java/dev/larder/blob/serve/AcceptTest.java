package dev.larder.blob.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RHTTP-11. */
class AcceptTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.pypi.simple.v1+json",
        "application/json",
        "image/*",
        "text/html",
        "nonsense"
      })
  void whatAClientWouldAcceptDoesNotMatter(String accept) throws Exception {
    byte[] file = Fixture.fresh(100);
    String object = "kept/" + UUID.randomUUID();
    fixture.s3().put(object, file);
    for (String suffix : new String[] {".metadata", ".asc", ".provenance"}) {
      fixture.s3().put(object + suffix, ("of " + suffix).getBytes(UTF_8));
    }
    FileEntry entry = FileEntry.kept(WHEEL, file, object, object + ".metadata");
    fixture.index().shows(entry, object + ".asc", object + ".provenance");

    for (String suffix : new String[] {"", ".metadata", ".asc", ".provenance"}) {
      for (String method : new String[] {"GET", "HEAD"}) {
        assertThat(
                Http.request(
                        fixture.service().port(), method, entry.path() + suffix, "Accept", accept)
                    .status())
            .as("%s %s", method, suffix)
            .isEqualTo(200);
      }
    }
    assertThat(
            Http.get(fixture.service(), "/packages/" + "0".repeat(64) + "/x.whl", "Accept", accept)
                .status())
        .isEqualTo(404);
  }
}
