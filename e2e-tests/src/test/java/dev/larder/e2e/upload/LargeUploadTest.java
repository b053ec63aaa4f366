package dev.larder.e2e.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files over {@code upload.max-file-size}. */
@Order(51)
@ExtendWith(SharedFixture.class)
class LargeUploadTest {
  private final Fixture fixture;

  LargeUploadTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void aFileOverTheLimitIsRefusedInWordsThatTwinePrintsAndIsNotListed() {
    Distribution file =
        Package.of("too-large", "1.0").padded(Fixture.UPLOAD_LIMIT + 1).wheel(fixture.newFolder());

    Finished refused =
        Twine.TWINE_7.upload(fixture.folder(), fixture.larder().uploadUrl(), fixture.token(), file);

    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.words()).contains("413").contains("File too large").contains("32 MB");
    assertThat(Http.get(fixture.larder().indexUrl() + "too-large/").statusCode()).isEqualTo(404);
  }

  @Test
  void theAnswerComesBeforeTheFileIsReadWhole() throws Exception {
    URI upload = URI.create(fixture.larder().uploadUrl());
    try (var socket = new Socket(upload.getHost(), upload.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("""
              POST %s HTTP/1.1\r
              Host: %s\r
              Authorization: %s\r
              Content-Type: multipart/form-data; boundary=x\r
              Content-Length: 100000000000\r
              \r
              --x\r
              Content-Disposition: form-data; name=":action"\r
              \r
              file_upload\r
              """)
                  .formatted(
                      upload.getPath(), upload.getAuthority(), UploadForm.basic(fixture.token()))
                  .getBytes(StandardCharsets.US_ASCII));

      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

      assertThat(in.readLine()).startsWith("HTTP/1.1 413");
    }
  }
}
