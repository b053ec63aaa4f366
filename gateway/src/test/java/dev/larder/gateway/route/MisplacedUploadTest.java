package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisplacedUploadTest {
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/upload/pypi|404|nothing lives at this path; uploads go to /upload/pypi/SOURCE",
        "/upload/pypi/|404|nothing lives at this path; uploads go to /upload/pypi/SOURCE",
        "/legacy/|404|nothing lives at this path; uploads go to /upload/pypi/SOURCE",
        "/|405|POST isn't possible here; uploads go to /upload/pypi/SOURCE",
        "/latest/simple/|405|POST isn't possible here; uploads go to /upload/pypi/SOURCE",
        "/pypi|415|no form is taken at this path; uploads go to /upload/pypi/SOURCE",
      })
  void theReasonPhraseSaysWhereUploadsGo(String path, int status, String words) {
    try (RawClient client = fixture.connect()) {
      client.send(
          "POST", path, "Content-Type: multipart/form-data; boundary=x", "Content-Length: 6");
      client.write("--x--\r\n".substring(0, 6));
      Reply reply = client.reply("POST");

      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.reason()).isEqualTo(words);
      assertThat(reply.text()).isEqualTo(words + "\n");
    }
    assertThat(fixture.reached()).isZero();
  }
}
