package dev.larder.upload.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.upload.testing.FakeIndex;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that mean harm are refused, each within bounded time. */
class HostileBodyTest {

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.upload.stall", "1s"));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @AfterEach
  void nothingWasKept() throws Exception {
    assertThat(fixture.index().published()).isEmpty();
    assertThat(fixture.s3().keys()).isEmpty();
    assertThat(fixture.s3().unfinished()).isEmpty();
  }

  private static Answer send(String type, String body) throws Exception {
    return fixture.upload(
        "private",
        RequestBody.create(Form.utf8(body), MediaType.get(type)),
        Fixture.ADMIN,
        Map.of());
  }

  private static Answer form(String body) throws Exception {
    return send("multipart/form-data; boundary=x", body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=\"\"",
        "multipart/mixed; boundary=x",
        "text/plain"
      })
  void withoutABoundaryThereIsNoForm(String type) throws Exception {
    Answer answer = send(type, "--x\r\n\r\n--x--\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("An upload is a form of type multipart/form-data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name=foo",
        ":action=file_upload&name=foo",
        "%3Aaction=file_upload",
        "====&&&&"
      })
  void aFormWithoutPartsHasNoFile(String body) throws Exception {
    Answer answer = send("application/x-www-form-urlencoded", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("An upload is a form of type multipart/form-data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%3Aaction=%zz", "%", "%3Aaction=%e"})
  void aFormIsEncodedAsItsTypeSays(String body) throws Exception {
    assertThat(send("application/x-www-form-urlencoded", body + "&:action=x").body())
        .isIn(
            "The form is not url-encoded as its type says.\n",
            "Invalid value for :action. Error: It must be 'file_upload'.\n");
  }

  @Test
  void aFormWithoutPartsHasABound() throws Exception {
    Answer answer =
        send("application/x-www-form-urlencoded", ":action=submit&x=" + "x".repeat(17 << 20));

    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing like a form",
        "--x",
        "--x\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
        "--y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--y--\r\n"
      })
  void whatIsNoFormIsRefused(String body) throws Exception {
    assertThat(form(body).status()).isEqualTo(400);
  }

  @Test
  void endlessHeadersOfAPartAreRefused() throws Exception {
    Answer answer = form("--x\r\n" + "X: y\r\n".repeat(1_000_000) + "\r\n\r\n--x--\r\n");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void tenThousandFieldsAreEnough() throws Exception {
    String field = "--x\r\nContent-Disposition: form-data; name=\"classifiers\"\r\n\r\na\r\n";

    assertThat(form(field.repeat(10_001) + "--x--\r\n").body())
        .isEqualTo("The form holds more than 10000 fields.\n");
  }

  @Test
  void hugeFieldsAreRefused() throws Exception {
    assertThat(fixture.upload(new Form().field("name", "x".repeat(1 << 20))).body())
        .isEqualTo("Invalid value for name. Error: It is too long: at most 200 bytes are taken.\n");
    assertThat(fixture.upload(new Form().field("description", "x".repeat(20 << 20))).body())
        .isEqualTo(
            "Invalid value for description. Error: It is too long: at most 4194304 bytes are taken.\n");
  }

  @Test
  void aBodyThatStandsStillIsGivenUp() throws Exception {
    URI url = URI.create(fixture.url());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
      socket
          .getOutputStream()
          .write(
              """
              POST /upload/pypi/private HTTP/1.1\r
              Host: localhost\r
              Larder-Secret: %s\r
              Larder-Caller: %s\r
              Content-Type: multipart/form-data; boundary=x\r
              Content-Length: 5000000\r
              \r
              --x\r
              Content-Disposition: form-data; name="content"; filename="foo-1.0-py3-none-any.whl"\r
              \r
              PK"""
                  .formatted(FakeIndex.SECRET, Fixture.ADMIN)
                  .getBytes(US_ASCII));
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

      assertThat(in.readLine())
          .isEqualTo("HTTP/1.1 408 The upload came too slowly or stood still; try again.");
    }
  }
}
