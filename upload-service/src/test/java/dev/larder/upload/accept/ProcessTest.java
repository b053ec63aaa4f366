package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.FakeIndex;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Form;
import dev.larder.upload.testing.Program;
import dev.larder.upload.testing.S3;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The service as it is started in earnest. {@code -Dlarder.large=5000} says how many megabytes the
 * large wheel has.
 */
class ProcessTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int MANY = Integer.getInteger("larder.large", 600);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final int SENDERS = 16;

  private S3 s3;
  private FakeIndex index;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    s3 = new S3(folder);
    index = new FakeIndex();
  }

  @AfterEach
  void stop() throws Exception {
    s3.close();
    index.close();
  }

  private static void await(Program program, int status) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (health(program) != status) {
      assertThat(program.isAlive()).isTrue();
      assertThat(System.nanoTime()).as("health %d within 120 s", status).isLessThan(end);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static int health(Program program) {
    try {
      var connection =
          (HttpURLConnection) URI.create(program.url() + "/health").toURL().openConnection();
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void theStoreMayComeUpLaterAndTheBucketIsMadeThen() throws Exception {
    try (Program program = new Program(s3, index, Map.of())) {
      await(program, 503);

      s3.start();

      await(program, 200);
      assertThat(s3.keys()).isEmpty();
    }
  }

  @Test
  void aLargeWheelStreamsThroughAHeapOfATenthOfItsSizeAndIsWrittenOnce() throws Exception {
    s3.start();
    long size = (long) MANY * MEGABYTE;
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    try (OutputStream hashed =
        new OutputStream() {
          @Override
          public void write(int b) {
            digester.update(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            digester.update(bytes, offset, length);
          }
        }) {
      Distributions.largeWheel("big", "1.0", MANY, hashed);
    }
    Form form =
        Form.of("bdist_wheel", "big", "1.0")
            .field("sha256_digest", digester.finish().sha256().hex())
            .content(
                "big-1.0-py3-none-any.whl",
                out -> Distributions.largeWheel("big", "1.0", MANY, out))
            .chunked();
    try (Program program =
        new Program(
            s3, index, Map.of(), "-Xmx64m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC")) {
      await(program, 200);
      long writtenBefore = program.bytesWritten();
      Duration cpuBefore = program.cpu();
      Request request =
          new Request.Builder()
              .url(program.url() + "/upload/pypi/private")
              .header("Larder-Secret", FakeIndex.SECRET)
              .header("Larder-Caller", Fixture.ADMIN)
              .post(form.body())
              .build();
      var http = new OkHttpClient.Builder().readTimeout(30, TimeUnit.MINUTES).build();

      try (Response response = http.newCall(request).execute()) {
        assertThat(response.code()).as(response.body().string()).isEqualTo(200);
      }
      assertThat(index.published().getLast())
          .extracting("size", InstanceOfAssertFactories.type(Number.class))
          .extracting(Number::longValue, InstanceOfAssertFactories.LONG)
          .isGreaterThan(size);
      long written = program.bytesWritten() - writtenBefore;
      System.out.printf(
          "%d MB: %d MB written to store and disk together, %d MB resident at most, %.1f ms of CPU"
              + " a MB%n",
          MANY,
          written / MEGABYTE,
          program.peakMemory() / MEGABYTE,
          program.cpu().minus(cpuBefore).toMillis() / (double) MANY);
      assertThat(program.peakMemory()).isLessThan(256L * MEGABYTE);
      assertThat(written).as("bytes written").isBetween(size, size + size / 20);
    }
  }

  /** Each alone is taken; together they would need several times the heap. */
  @Test
  void manyUploadsThatSayMuchOfThemselvesAreTakenOneAfterTheOther() throws Exception {
    s3.start();
    var files = Distributions.wheelFiles("foo", "1.0");
    byte[] metadata =
        Form.utf8(Distributions.metadata("foo", "1.0") + "é".repeat((3 << 20) / 2 + (1 << 18)));
    files.put("foo-1.0.dist-info/METADATA", metadata);
    byte[] wheel = Distributions.wheel(files);
    try (Program program =
            new Program(
                s3, index, Map.of(), "-Xmx64m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC");
        var senders = Executors.newFixedThreadPool(SENDERS)) {
      await(program, 200);
      var http = new OkHttpClient.Builder().readTimeout(5, TimeUnit.MINUTES).build();
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < SENDERS * 3; i++) {
        String name = "foo-1.0-%d-py3-none-any.whl".formatted(i);
        Form form =
            Form.of("bdist_wheel", "foo", "1.0")
                .field("sha256_digest", Sha256.ofBytes(wheel).hex())
                .content(name, wheel);
        if (i % 2 == 0) {
          form.field("attestations", "[" + "1,".repeat(10_000) + "1]");
        }
        answers.add(senders.submit(() -> status(http, program, form)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? 400 : 200);
      }
      assertThat(program.isAlive()).isTrue();
    }
  }

  private static int status(OkHttpClient http, Program program, Form form) throws IOException {
    Request request =
        new Request.Builder()
            .url(program.url() + "/upload/pypi/private")
            .header("Larder-Secret", FakeIndex.SECRET)
            .header("Larder-Caller", Fixture.ADMIN)
            .post(form.body())
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.code();
    }
  }

  @ParameterizedTest
  @CsvSource({"length", "chunked"})
  void aClientThatSendsFarTooMuchReadsTheRefusal(String framing) throws Exception {
    s3.start();
    try (Program program =
        new Program(s3, index, Map.of("LARDER_UPLOAD_MAX_FILE_SIZE", "1048576"))) {
      await(program, 200);
      Process python;
      try {
        python =
            new ProcessBuilder(
                    "python3",
                    "src/test/python/send.py",
                    Integer.toString(program.port()),
                    FakeIndex.SECRET,
                    framing,
                    "50")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
      } catch (IOException e) {
        Assumptions.abort(
            "not tried with Python's client: python3 can't be run here (" + e.getMessage() + ")");
        return;
      }
      String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(python.waitFor()).isZero();
      assertThat(output.lines()).first().asString().startsWith("413 File too large.");
      assertThat(output.lines()).last().isEqualTo("200 OK");
    }
  }
}
