package dev.larder.blob.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Service;
import dev.larder.service.contract.MetadataContract;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MetadataContractTest extends MetadataContract {
  @TempDir static Path cache;
  private static Fixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = Fixture.start(cache);
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Override
  protected URI service() {
    return URI.create("http://127.0.0.1:" + fixture.service().port());
  }

  @Override
  protected String secret() {
    return Service.SECRET;
  }

  @Override
  protected void has(String filename, String content, String key, String metadata)
      throws Exception {
    byte[] bytes = content.getBytes(UTF_8);
    fixture.s3().put(key, bytes);
    fixture.s3().put(key + ".metadata", metadata.getBytes(UTF_8));
    fixture.index().shows(FileEntry.kept(filename, bytes, key, key + ".metadata"));
  }

  @Override
  protected void lost(String filename, String content) throws Exception {
    fixture.mirrors(filename, content.getBytes(UTF_8), FakeUpstream.status(403));
  }

  @Override
  protected void storeIsAway(boolean away) throws Exception {
    if (away) {
      fixture.s3().stop();
    } else {
      fixture.s3().start();
    }
  }
}
