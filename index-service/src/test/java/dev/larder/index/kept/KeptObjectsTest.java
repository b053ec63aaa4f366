package dev.larder.index.kept;

import static dev.larder.index.Fixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptObjectsTest {
  private static final String WHEEL = "acme-1.0-py3-none-any.whl";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpResponse<String> ask(List<String> keys) {
    return fixture.post("/internal/kept/known", Map.of("keys", keys));
  }

  private Object known(String... keys) {
    HttpResponse<String> answer = ask(List.of(keys));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return parse(answer.body()).get("known");
  }

  private void publish(String key) {
    Map<String, Object> upload = Fixture.upload(WHEEL, "acme", "bytes");
    upload.put("key", key);
    upload.put("metadataKey", key + ".metadata");
    upload.put("metadataSha256", Fixture.sha256("m"));
    assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);
  }

  @Test
  void whatAFileNamesIsKnownWithAllThatLiesBesideIt() {
    publish("kept/one");

    assertThat(
            known(
                "kept/one",
                "kept/other",
                "kept/one.metadata",
                "kept/one.asc",
                "kept/one.provenance",
                "kept/other.metadata"))
        .isEqualTo(List.of("kept/one", "kept/one.metadata", "kept/one.asc", "kept/one.provenance"));
  }

  @Test
  void theObjectsOfARemovedFileAreKnownForThePastShowsThem() {
    publish("kept/one");
    fixture.post(
        "/__api__/v1/sources/private/remove", Map.of("package", "acme", "scope", "@" + WHEEL));

    assertThat(fixture.files("acme")).isEmpty();
    assertThat(known("kept/one")).isEqualTo(List.of("kept/one"));
  }

  @Test
  void nothingAskedNothingKnown() {
    assertThat(known()).isEqualTo(List.of());
  }

  @Test
  void moreThanAThousandAtOnceAndKeysOfElsewhereAreRefused() {
    List<String> many = IntStream.range(0, 1001).mapToObj(i -> "kept/" + i).toList();

    assertThat(ask(many).statusCode()).isEqualTo(400);
    assertThat(ask(many.subList(0, 1000)).statusCode()).isEqualTo(200);
    assertThat(ask(List.of("cache/one")).statusCode()).isEqualTo(400);
  }
}
