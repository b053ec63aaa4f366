package dev.larder.service.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What index-service relies on when it asks blob-service for core metadata, and to delete what was
 * purged. {@code main} is the default repository.
 */
public abstract class MetadataContract extends HttpContract {
  private static final String METADATA =
      "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nSummary: Größe\n";

  private final String upload = UUID.randomUUID().toString();

  /**
   * Lets {@code main} show an upload and the store hold its metadata.
   *
   * @param content the file's, by whose sha256 it is asked for
   * @param key the file's object
   */
  protected abstract void has(String filename, String content, String key, String metadata)
      throws Exception;

  /** Lets {@code main} show a file whose upstream refuses its metadata and its bytes. */
  protected abstract void lost(String filename, String content) throws Exception;

  /** Whether the store is away from now on. */
  protected abstract void storeIsAway(boolean away) throws Exception;

  private HttpResponse<String> metadata(String repository, String content, String encodedName)
      throws Exception {
    return get(
        "%s/packages/%s/%s.metadata"
            .formatted(repository, Sha256.ofBytes(content.getBytes(UTF_8)).hex(), encodedName));
  }

  private int deleted(String name) throws Exception {
    return delete("/internal/kept/" + name).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/main"})
  void metadataComesWithItsLength(String repository) throws Exception {
    has("demo-1.0-py3-none-any.whl", "demo", "kept/" + upload, METADATA);

    HttpResponse<String> response = metadata(repository, "demo", "demo-1.0-py3-none-any.whl");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(METADATA);
    assertThat(header(response, "Content-Length"))
        .isEqualTo(Integer.toString(METADATA.getBytes(UTF_8).length));
  }

  @Test
  void aNameIsReadAsItWasEncoded() throws Exception {
    has("local-1.0+corp.3.tar.gz", "local", "kept/" + upload, METADATA);

    assertThat(metadata("", "local", "local-1.0%2Bcorp.3.tar.gz").body()).isEqualTo(METADATA);
  }

  @Test
  void whatIsNotShownIsNotThere() throws Exception {
    assertIsOneLine(metadata("", "nothing", "nothing-1.0.tar.gz"), 404);
  }

  @Test
  void metadataThatCantBeHadIsABadGateway() throws Exception {
    lost("lost-1.0-py3-none-any.whl", "lost");

    assertIsOneLine(metadata("", "lost", "lost-1.0-py3-none-any.whl"), 502);
  }

  private static void assertIsOneLine(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).startsWith("text/plain");
    assertThat(response.body()).isNotBlank().endsWith("\n").hasLineCount(1);
  }

  @Test
  void whatIsGoneMayBeDeletedAgain() throws Exception {
    has("gone-1.0.tar.gz", "gone", "kept/" + upload, METADATA);

    assertThat(deleted(upload)).isEqualTo(204);
    assertThat(deleted(upload)).isEqualTo(204);
    assertThat(deleted(upload + ".metadata")).isEqualTo(204);
  }

  @Test
  void whatMayBeThereStillIsToBeDeletedLater() throws Exception {
    storeIsAway(true);
    try {
      assertThat(refusal(delete("/internal/kept/" + upload), 503)).isNotBlank();
    } finally {
      storeIsAway(false);
    }
    assertThat(deleted(upload)).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "..%2Fcache", "00000000-0000-0000-0000-000000000000.asc"})
  void nothingButUploadsAndTheirMetadataCanBeDeleted(String name) throws Exception {
    assertThat(refusal(delete("/internal/kept/" + name), 400)).isNotBlank();
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("GET", "/packages/" + "0".repeat(64) + "/x-1.0.tar.gz.metadata");
    assertNeedsTheSecret("DELETE", "/internal/kept/" + upload);
  }
}
