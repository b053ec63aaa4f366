package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The id of a request stands in the log of every service that had to do with it. */
@Order(70)
@ExtendWith(SharedFixture.class)
class RequestIdTest {
  private final Fixture fixture;

  RequestIdTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private void isInTheLogOf(String requestId, String... services) {
    for (String service : services) {
      Waiting.until(
          Duration.ofSeconds(10),
          requestId + " stands in the log of " + service,
          () -> isLogged(requestId, service));
    }
  }

  private boolean isLogged(String requestId, String service) {
    try (Stream<String> lines = Files.lines(fixture.larder().log(service))) {
      return lines.anyMatch(line -> requestId.equals(idOf(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String idOf(String line) {
    try {
      return line.startsWith("{")
          ? new ObjectMapper().readTree(line).path("request_id").asText()
          : "";
    } catch (JsonProcessingException notWrittenWholeYet) {
      return "";
    }
  }

  @Test
  void ofAPageTravelsThroughIndexAndSync() {
    fixture.publish(Package.of("traced-page", "1.0"));

    var response =
        Http.get(fixture.larder().indexUrl() + "traced-page/", "X-Request-Id", "e2e-page.1");

    assertThat(response.headers().firstValue("X-Request-Id")).contains("e2e-page.1");
    isInTheLogOf("e2e-page.1", "gateway", "index-service", "sync-service");
  }

  @Test
  void ofAFileTravelsThroughBlob() {
    Distribution file = fixture.publish(Package.of("traced-file", "1.0")).distribution();
    Http.get(fixture.larder().indexUrl() + "traced-file/");

    Http.get(
        "%s/packages/%s/%s".formatted(fixture.larder().url(), file.sha256(), file.filename()),
        "X-Request-Id",
        "e2e-file_1");

    isInTheLogOf("e2e-file_1", "gateway", "blob-service");
  }

  @Test
  void ofAnUploadTravelsThroughUploadAndIndex() throws Exception {
    Distribution file = Package.of("traced-upload", "1.0").wheel(fixture.newFolder());

    UploadForm.sendAs("e2e-upload-1", fixture.larder().uploadUrl(), fixture.token(), file);

    isInTheLogOf("e2e-upload-1", "gateway", "upload-service", "index-service");
  }

  @Test
  void ofANewTokenTravelsThroughAuth() {
    Http.post(
        fixture.larder().url() + "/__api__/v1/tokens",
        """
        {"description":"traced","scopes":["sources:write"],"sources":["private"],"repos":[],"expires":"1h"}
        """,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + fixture.larder().adminToken(),
        "X-Request-Id",
        "e2e-token-1");

    isInTheLogOf("e2e-token-1", "gateway", "auth-service");
  }

  @Test
  void thatIsNoGoodOneIsReplaced() {
    var response = Http.get(fixture.larder().indexUrl(), "X-Request-Id", "bad id; with <things>");

    assertThat(response.headers().firstValue("X-Request-Id").orElse(""))
        .matches("[A-Za-z0-9._-]{1,64}");
  }
}
