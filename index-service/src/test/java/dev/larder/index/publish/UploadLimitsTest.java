package dev.larder.index.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that is too long is the client's mistake, said once: never an answer to try again. */
class UploadLimitsTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requiresPython",
        "version",
        "key",
        "metadataKey",
        "signatureKey",
        "provenanceKey"
      })
  void aFieldThatIsTooLongIsRefusedByItsName(String field) {
    Map<String, Object> upload = Fixture.upload("demo-1.0.tar.gz", "demo", "x");
    upload.put(field, "kept/" + "x".repeat(900_000));
    HttpResponse<String> answer = fixture.post("/internal/sources/1/files", upload);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) Fixture.parse(answer.body()).get("detail"))
        .contains("is longer than")
        .hasSizeLessThan(200);
  }

  @Test
  void soAreFieldsThatAreTooLongTogether() {
    Map<String, Object> upload = Fixture.upload("demo-1.0.tar.gz", "demo", "x");
    upload.put("requiresPython", "\u0001".repeat(900_000));
    HttpResponse<String> answer = fixture.post("/internal/sources/1/files", upload);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) Fixture.parse(answer.body()).get("detail")).contains("fields");
  }

  @Test
  void aFieldAtItsLimitIsTaken() {
    Map<String, Object> upload = Fixture.upload("demo-1.0.tar.gz", "demo", "x");
    upload.put("requiresPython", ">=3" + ".0".repeat(500));
    assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);
  }
}
