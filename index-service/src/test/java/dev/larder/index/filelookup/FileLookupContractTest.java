package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import dev.larder.index.ListedFiles;
import dev.larder.service.contract.FileLookupContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FileLookupContractTest extends FileLookupContract {
  private static House house;

  @BeforeAll
  static void open() {
    house =
        House.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@one.example/simple/",
                "larder.freshness-wait",
                "20s"));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Override
  protected URI service() {
    return house.uri("");
  }

  @Override
  protected String secret() {
    return House.SECRET;
  }

  @Override
  protected void publish(String filename, String content, String key) {
    Map<String, Object> upload =
        House.upload(filename, filename.substring(0, filename.indexOf('-')), content);
    upload.put("key", key);
    upload.put("metadataKey", key + ".metadata");
    upload.put("signatureKey", key + ".asc");
    upload.put("provenanceKey", key + ".provenance");
    assertThat(house.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);
  }

  @Override
  protected String list(String project, String filename, String url, String hash) {
    ListedFiles listed = file(filename).with("url", url).with("metadata", true);
    house.sync.answer(
        "pypi",
        project,
        page(
            "\"%s\"".formatted(url),
            hash.startsWith("sha256=")
                ? listed.with("sha256", hash.substring("sha256=".length()))
                : listed.with("sha256", null).with("hash", hash)));
    house.later(Duration.ofMinutes(11));
    String[] link = ((String) house.files(project).get(filename).get("url")).split("/");
    return link[link.length - 2];
  }

  @Override
  protected void authenticate(boolean readersOnly) {
    house.done(200, "PATCH", "/repos/main", Map.of("authenticated", readersOnly));
  }
}
