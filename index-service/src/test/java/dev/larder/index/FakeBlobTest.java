package dev.larder.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.contract.MetadataContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeBlobTest extends MetadataContract {
  private static FakeBlob blob;

  @BeforeAll
  static void open() {
    blob = new FakeBlob();
  }

  @AfterAll
  static void close() {
    blob.close();
  }

  @Override
  protected URI service() {
    return URI.create(blob.url());
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected void has(String filename, String content, String key, String metadata) {
    blob.metadata(filename, metadata);
  }

  @Override
  protected void lost(String filename, String content) {
    blob.answer(filename, 502, "The upstream refuses it.\n".getBytes(UTF_8));
  }

  @Override
  protected void storeIsAway(boolean away) {
    blob.answersDeletions(away ? 503 : 204);
  }
}
