package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.contract.FileLookupContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class FakeIndexTest extends FileLookupContract {
  private FakeIndex index;
  private boolean authenticated;

  @BeforeEach
  void open() {
    index = new FakeIndex();
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Override
  protected URI service() {
    return URI.create(index.url());
  }

  @Override
  protected String secret() {
    return Service.SECRET;
  }

  @Override
  protected void publish(String filename, String content, String key) {
    FileEntry entry = FileEntry.kept(filename, content.getBytes(UTF_8), key, key + ".metadata");
    if (authenticated) {
      index.showsTo(entry, "[\"1\"]", "[]");
    } else {
      index.shows(entry, key + ".asc", key + ".provenance");
    }
  }

  @Override
  protected String list(String project, String filename, String url, String hash) {
    FileEntry entry =
        FileEntry.mirrored(filename, project.getBytes(UTF_8), url)
            .withAuthorization("Basic dXNlcjpodXNo")
            .withMetadata(null);
    if (!hash.startsWith("sha256=")) {
      entry = entry.withoutDigest().withReach("%s,\"hash\":\"%s\"".formatted(entry.reach(), hash));
    }
    index.shows(entry);
    index.moves(entry, url);
    return entry.key();
  }

  @Override
  protected void authenticate(boolean readersOnly) {
    authenticated = readersOnly;
    index.hidesAllFromWhoCantRead(readersOnly ? "[\"1\"]" : "[]");
  }
}
