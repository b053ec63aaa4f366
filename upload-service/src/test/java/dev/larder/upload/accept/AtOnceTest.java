package dev.larder.upload.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.FakeIndex;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that meet, and uploads that don't arrive. */
class AtOnceTest {

  private static final int CLIENTS = 16;
  private static final String NAME = "foo-1.0-py3-none-any.whl";

  private Fixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.upload.patience", "5m"));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static byte[] wheel(int filler) {
    var files = Distributions.wheelFiles("foo", "1.0");
    files.put("foo/filler", new byte[filler]);
    return Distributions.wheel(files);
  }

  private Callable<Answer> upload(String source, byte[] wheel) {
    Form form =
        Form.of("bdist_wheel", "foo", "1.0")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content(NAME, wheel);
    return () -> fixture.upload(source, form.body(), Fixture.ADMIN, Map.of());
  }

  private static List<Answer> atOnce(List<Callable<Answer>> uploads) throws Exception {
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newFixedThreadPool(uploads.size())) {
      for (Future<Answer> answer : threads.invokeAll(uploads)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void theSameFileFromManyClientsIsASuccessForAllAndStoredOnce() throws Exception {
    byte[] wheel = wheel(1);

    List<Answer> answers =
        atOnce(IntStream.range(0, CLIENTS).mapToObj(i -> upload("private", wheel)).toList());

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    String key = fixture.index().published().getFirst().get("key").toString();
    assertThat(fixture.s3().keys()).containsExactlyInAnyOrder(key, key + ".metadata");
    assertThat(fixture.s3().get(key)).isEqualTo(wheel);
  }

  @Test
  void ofDifferentFilesOfOneNameExactlyOneWins() throws Exception {
    List<Answer> answers =
        atOnce(IntStream.range(0, CLIENTS).mapToObj(i -> upload("private", wheel(i))).toList());

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(CLIENTS - 1)
        .allMatch(
            answer -> answer.status() == 400 && answer.body().startsWith("File already exists"));
    String key = fixture.index().published().getFirst().get("key").toString();
    assertThat(fixture.s3().keys()).containsExactlyInAnyOrder(key, key + ".metadata");
  }

  @Test
  void theSameFileGoesIntoTwoSourcesAtOnce() throws Exception {
    byte[] wheel = wheel(1);

    List<Answer> answers = atOnce(List.of(upload("private", wheel), upload("other", wheel)));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(fixture.s3().keys()).hasSize(4);
  }

  @Test
  void whatWasRefusedLeavesNothing() throws Exception {
    Form form =
        Form.of("bdist_wheel", "foo", "1.0")
            .field("md5_digest", "0".repeat(32))
            .content(NAME, wheel(1));

    assertThat(fixture.upload(form).status()).isEqualTo(400);
    assertThat(fixture.s3().keys()).isEmpty();
  }

  @Test
  void anUploadCutInTheMiddleLeavesNothing() throws Exception {
    URI url = URI.create(fixture.url());
    byte[] megabyte = new byte[1 << 20];
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          """
          POST /upload/pypi/private HTTP/1.1\r
          Host: localhost\r
          Larder-Secret: %s\r
          Larder-Caller: %s\r
          Content-Type: multipart/form-data; boundary=x\r
          Content-Length: 50000000\r
          \r
          --x\r
          Content-Disposition: form-data; name="content"; filename="%s"\r
          \r
          """
              .formatted(FakeIndex.SECRET, Fixture.ADMIN, NAME)
              .getBytes(US_ASCII));
      for (int i = 0; i < 12; i++) {
        out.write(megabyte);
      }
      out.flush();
      await(() -> !fixture.s3().unfinished().isEmpty());
    }

    await(() -> fixture.s3().unfinished().isEmpty());
    assertThat(fixture.s3().keys()).isEmpty();
    assertThat(fixture.index().published()).isEmpty();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("within 60 s").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
