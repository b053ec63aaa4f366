package dev.larder.blob.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class ValidatorTest {
  private static final String DATE = "Mon, 02 Nov 2026 10:00:00 GMT";

  private static Optional<String> of(String... headers) {
    return Validator.of(
        new Response.Builder()
            .request(new Request.Builder().url("https://one.example/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .headers(Headers.of(headers))
            .build());
  }

  @Test
  void aStrongTagIsOneAndGoesBeforeTheDate() {
    assertThat(of("ETag", "\"a\"", "Last-Modified", DATE, "Date", DATE)).contains("\"a\"");
  }

  @Test
  void aWeakTagIsNoneAndNeitherIsTheDateBesideIt() {
    assertThat(
            of("ETag", "W/\"a\"", "Last-Modified", DATE, "Date", "Mon, 02 Nov 2026 11:00:00 GMT"))
        .isEmpty();
  }

  @Test
  void aDateIsOneWhenTheFileCannotHaveChangedSinceUnseen() {
    assertThat(of("Last-Modified", DATE, "Date", "Mon, 02 Nov 2026 10:01:00 GMT")).contains(DATE);
    assertThat(of("Last-Modified", DATE, "Date", "Mon, 02 Nov 2026 10:00:59 GMT")).isEmpty();
    assertThat(of("Last-Modified", DATE)).isEmpty();
  }

  @Test
  void whoSaysThatItGivesNoPartsIsNotAskedForThem() {
    assertThat(of("ETag", "\"a\"", "Accept-Ranges", "none")).isEmpty();
    assertThat(of()).isEmpty();
    assertThat(of("ETag", "no-quotes")).isEmpty();
  }
}
