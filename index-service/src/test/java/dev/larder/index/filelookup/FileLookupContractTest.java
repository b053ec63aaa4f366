package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.service.contract.FileLookupContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FileLookupContractTest extends FileLookupContract {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture =
        Fixture.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@one.example/simple/",
                "larder.freshness-wait",
                "20s"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected URI service() {
    return fixture.uri("");
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected void publish(String filename, String content, String key) {
    Map<String, Object> upload =
        Fixture.upload(filename, filename.substring(0, filename.indexOf('-')), content);
    upload.put("key", key);
    upload.put("metadataKey", key + ".metadata");
    upload.put("signatureKey", key + ".asc");
    upload.put("provenanceKey", key + ".provenance");
    assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);
  }

  @Override
  protected String list(String project, String filename, String url, String hash) {
    ListedFiles listed = file(filename).with("url", url).with("metadata", true);
    fixture.sync.answer(
        "pypi",
        project,
        page(
            "\"%s\"".formatted(url),
            hash.startsWith("sha256=")
                ? listed.with("sha256", hash.substring("sha256=".length()))
                : listed.with("sha256", null).with("hash", hash)));
    fixture.later(Duration.ofMinutes(11));
    String[] link = ((String) fixture.files(project).get(filename).get("url")).split("/");
    return link[link.length - 2];
  }

  @Override
  protected void authenticate(boolean readersOnly) {
    fixture.done(200, "PATCH", "/repos/main", Map.of("authenticated", readersOnly));
  }
}
