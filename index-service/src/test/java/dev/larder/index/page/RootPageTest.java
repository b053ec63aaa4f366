package dev.larder.index.page;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootPageTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/simple/", "/latest/simple/", "/main/latest/simple/"})
  void itListsWhatIsKnownOfAllSourcesEachNameOnceR503_2(String path) {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.files("demo");
    fixture.get("/simple/unknown/");
    fixture.publish("Acme_Tools-1.0.tar.gz", "Acme.Tools", "x");
    fixture.publish("demo-9.0.tar.gz", "demo", "x");
    HttpResponse<String> response = fixture.get(path);
    assertThat(response.body().lines().filter(line -> line.contains("<a ")).map(String::strip))
        .containsExactly(
            "<a href=\"acme-tools/\">Acme.Tools</a><br />", "<a href=\"demo/\">demo</a><br />");
    assertThat(response.headers().map()).doesNotContainKeys("expires", "last-modified");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theJsonFormHasASerialAProjectR691_2() {
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    Map<String, Object> root = fixture.json("/simple/");
    assertThat((Map<String, Object>) root.get("meta"))
        .containsEntry("api-version", "1.4")
        .containsEntry("_last-serial", 2);
    assertThat((List<Object>) root.get("projects"))
        .containsExactly(Map.of("name", "acme", "_last-serial", 2));
  }

  @Test
  void anEmptyOneIsAPageToo() {
    assertThat(fixture.json("/simple/")).containsEntry("projects", List.of());
    assertThat(fixture.get("/simple/").body()).contains("<!DOCTYPE html>", "</html>");
  }

  @Test
  void itHasAnEtagThatMovesWithTheCatalogueRHTTP_6() {
    String etag = fixture.get("/simple/").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = fixture.get("/simple/", "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(fixture.head("/simple/").headers().firstValue("ETag")).contains(etag);
    assertThat(fixture.get("/simple/", "Accept", JSON).headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo(etag);
    fixture.publish("acme-1.0.tar.gz", "acme", "x");
    assertThat(fixture.get("/simple/", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void tensOfThousandsOfNamesStreamInOrderAndCompressed() throws IOException {
    fixture.execute(
        "insert into project (source, name, display_name, owned_serial, owned_since, last_serial)"
            + " select 2, 'p' || lpad(i::text, 6, '0'), 'P' || i, 1, instant, 1"
            + " from clock, generate_series(1, 30000) i");
    HttpResponse<byte[]> gzip =
        fixture.bytes("/simple/", "Accept", JSON, "Accept-Encoding", "gzip");
    byte[] json = new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes();
    List<?> projects =
        (List<?>) Fixture.parse(new String(json, StandardCharsets.UTF_8)).get("projects");
    assertThat(projects).hasSize(30_000);
    assertThat(((Map<?, ?>) projects.getLast()).get("name")).isEqualTo("P30000");
    assertThat(fixture.get("/simple/").body().lines().filter(line -> line.contains("<a ")))
        .hasSize(30_000);
  }
}
