package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.larder.packaging.FileName;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.WheelName;
import dev.larder.upload.form.FormException;
import dev.larder.upload.form.FormLimits;
import dev.larder.upload.form.FormReader;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come as a wheel, an sdist or a form are taken or refused in one line, never an
 * exception. With {@code JAZZER_FUZZ=1} it looks for more of them.
 */
class HostileArchiveFuzzTest {

  private static final int TIMES = 3_000;
  private static final WheelName WHEEL =
      (WheelName) FileName.parse("foo-1.0-py3-none-any.whl").orElseThrow();
  private static final SdistName SDIST = (SdistName) FileName.parse("foo-1.0.tar.gz").orElseThrow();

  private static void inOneLine(Inspection inspection) {
    if (inspection instanceof Inspection.Unsound unsound) {
      assertThat(unsound.message()).isNotBlank();
    }
  }

  @FuzzTest
  void wheels(byte[] file) throws IOException {
    inOneLine(WheelCheck.inspect(new MemoryChannel(file), WHEEL, _ -> {}, _ -> {}));
  }

  @FuzzTest
  void sdists(byte[] tar) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar);
    }
    inOneLine(
        SdistCheck.inspect(
            new ByteArrayInputStream(packed.toByteArray()),
            packed.size(),
            SDIST,
            _ -> {},
            _ -> {}));
  }

  @FuzzTest
  void forms(byte[] body) throws IOException {
    var limits = new FormLimits(1 << 20, "a test", 100, 10_000, 1 << 20);
    try {
      new FormReader<>(limits, (name, bytes) -> bytes.readAllBytes().length, _ -> true)
          .read(new ByteArrayInputStream(body), "multipart/form-data; boundary=" + Form.BOUNDARY);
    } catch (FormException e) {
      assertThat(e.status()).isBetween(400, 499);
    }
  }

  private interface Target {
    void take(byte[] bytes) throws IOException;
  }

  private static void mutations(byte[] good, Target target) throws IOException {
    var random = new Random(20_260_801);
    target.take(good);
    for (int i = 0; i < TIMES; i++) {
      byte[] bytes = mutated(good, random);
      try {
        target.take(bytes);
      } catch (RuntimeException e) {
        throw new AssertionError("mutation %d of seed 20260801".formatted(i), e);
      }
    }
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
          case 1 -> Arrays.copyOf(good, good.length + random.nextInt(600));
          default -> good.clone();
        };
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xff;
            case 1 -> 0;
            case 2 -> (byte) (bytes[at] ^ (1 << random.nextInt(8)));
            default -> (byte) random.nextInt();
          };
    }
    return bytes;
  }

  @Test
  void thousandsOfDamagedWheelsAreTakenOrRefused() throws IOException {
    mutations(Distributions.wheel("foo", "1.0"), this::wheels);
  }

  @Test
  void thousandsOfDamagedSdistsAreTakenOrRefused() throws IOException {
    byte[] tar;
    try (var gzip =
        new GZIPInputStream(new ByteArrayInputStream(Distributions.sdist("foo", "1.0")))) {
      tar = gzip.readAllBytes();
    }
    mutations(tar, this::sdists);
    mutations(
        Distributions.sdist("foo", "1.0"),
        bytes ->
            inOneLine(
                SdistCheck.inspect(
                    new ByteArrayInputStream(bytes), bytes.length, SDIST, _ -> {}, _ -> {})));
  }

  @Test
  void thousandsOfDamagedFormsAreTakenOrRefused() throws IOException {
    Form form =
        Form.of("bdist_wheel", "foo", "1.0")
            .field("summary", "café")
            .content("foo-1.0-py3-none-any.whl", "PK\r\n--".getBytes(UTF_8));
    mutations(form.bytes(), this::forms);
  }
}
