package dev.larder.index.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | TEXT_HTML",
        "*/* | TEXT_HTML",
        "text/* | TEXT_HTML",
        "application/* | V1_HTML",
        "text/html,application/vnd.pypi.simple.v1+json | TEXT_HTML",
        "application/vnd.pypi.simple.v1+json,application/vnd.pypi.simple.v1+html | V1_HTML",
        "application/vnd.pypi.simple.v1+json | V1_JSON",
        "application/vnd.pypi.simple.latest+json | V1_JSON",
        "application/vnd.pypi.simple.latest+html | V1_HTML",
      })
  void tiesGoToTextHtmlThenV1HtmlThenV1JsonR691_8(String accept, Format format) {
    assertThat(Format.negotiate(accept)).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // pip, uv, Poetry
        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01 | V1_JSON",
        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01 | V1_JSON",
        "application/vnd.pypi.simple.v1+json, */*;q=0.1 | V1_JSON",
        "APPLICATION/VND.PYPI.SIMPLE.V1+JSON;Q=0.5, text/html;q=0.4 | V1_JSON",
        "application/vnd.pypi.simple.v1+json;q=0, */* | TEXT_HTML",
        "text/html;q=0, */*;q=0.5 | V1_HTML",
        "text/html;q=nonsense, application/vnd.pypi.simple.v1+json;q=0.1 | V1_JSON",
      })
  void qualitiesAreHonouredR691_9(String accept, Format format) {
    assertThat(Format.negotiate(accept)).isEqualTo(format);
  }

  @Test
  void whoAcceptsNothingOfItGetsHtmlAsFromPyPiR691_7() {
    assertThat(Format.negotiate("image/png")).isEqualTo(Format.TEXT_HTML);
    assertThat(Format.negotiate("application/vnd.pypi.simple.v2+json")).isEqualTo(Format.TEXT_HTML);
  }

  @Test
  void aFormatCanStandInTheUrlR691_10() {
    assertThat(Format.named("application/vnd.pypi.simple.v1+json")).contains(Format.V1_JSON);
    assertThat(Format.named("application/vnd.pypi.simple.v1 json")).contains(Format.V1_JSON);
    assertThat(Format.named("text/html")).contains(Format.TEXT_HTML);
    assertThat(Format.named("json")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | IDENTITY",
        "gzip, deflate | GZIP",
        "gzip, br, zstd | ZSTD",
        "gzip;q=1.0, zstd;q=0.5 | GZIP",
        "gzip;q=0, * | ZSTD",
        "identity | IDENTITY",
        "br | IDENTITY",
      })
  void theBestKnownCodingIsTakenRHTTP_5(String acceptEncoding, Coding coding) {
    assertThat(Coding.negotiate(acceptEncoding)).isEqualTo(coding);
  }
}
