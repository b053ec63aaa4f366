package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.FileName;
import dev.larder.packaging.WheelName;
import dev.larder.upload.storage.StoreAwayException;
import dev.larder.upload.testing.Distributions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wheels that every reader reads alike, and those that not every one would (RZIP-1). */
class WheelCheckTest {

  private static final WheelName NAME =
      (WheelName) FileName.parse("foo-1.0-py3-none-any.whl").orElseThrow();
  private static final String INFO = "foo-1.0.dist-info/";

  private static Inspection inspect(byte[] wheel) throws StoreAwayException {
    return WheelCheck.inspect(new MemoryChannel(wheel), NAME, _ -> {}, _ -> {});
  }

  private static String refusal(byte[] wheel) throws StoreAwayException {
    Inspection inspection = inspect(wheel);
    assertThat(inspection).isInstanceOf(Inspection.Unsound.class);
    return ((Inspection.Unsound) inspection).message();
  }

  private static Map<String, byte[]> files() {
    return Distributions.recorded(Distributions.wheelFiles("foo", "1.0"));
  }

  /** Stored members, so that every record can be found by its name. */
  private static byte[] stored(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var crc = new CRC32();
        crc.update(file.getValue());
        var entry = new ZipEntry(file.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  private static byte[] changed(Consumer<ByteBuffer> change) throws IOException {
    byte[] wheel = stored(files());
    change.accept(ByteBuffer.wrap(wheel).order(ByteOrder.LITTLE_ENDIAN));
    return wheel;
  }

  private static int local(ByteBuffer wheel) {
    assertThat(wheel.getInt(0)).isEqualTo(0x04034b50);
    return 0;
  }

  private static int central(ByteBuffer wheel) {
    return wheel.getInt(wheel.limit() - 6);
  }

  @Test
  void storedAndDeflatedWheelsAreSound() throws IOException {
    assertThat(inspect(stored(files()))).isInstanceOf(Inspection.Sound.class);
    assertThat(inspect(Distributions.zip(files()))).isInstanceOf(Inspection.Sound.class);
  }

  @ParameterizedTest
  @EnumSource(Zip64Mode.class)
  void zip64IsReadWhateverItIsUsedFor(Zip64Mode mode) throws IOException {
    var channel = new SeekableInMemoryByteChannel();
    try (var zip = new ZipArchiveOutputStream(channel)) {
      zip.setUseZip64(mode);
      for (Map.Entry<String, byte[]> file : files().entrySet()) {
        zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    }
    byte[] wheel = Arrays.copyOf(channel.array(), (int) channel.size());

    assertThat(inspect(wheel)).isInstanceOf(Inspection.Sound.class);
  }

  @Test
  void nothingMayStandBeforeBetweenOrAfterTheRecords() throws IOException {
    byte[] wheel = stored(files());
    byte[] before = new byte[wheel.length + 10];
    System.arraycopy(wheel, 0, before, 10, wheel.length);

    assertThat(refusal(before)).contains("Mismatched central directory offset");
    assertThat(refusal(Arrays.copyOf(wheel, wheel.length + 1))).contains("Trailing data");
    byte[] commented = Arrays.copyOf(wheel, wheel.length + 7);
    commented[wheel.length - 2] = 7;
    assertThat(refusal(commented))
        .isEqualTo(
            "Invalid distribution file. ZIP archive not accepted: it has an archive comment, in which another archive could hide; make the wheel without one.");
    assertThat(refusal(Arrays.copyOf(wheel, wheel.length - 30)))
        .contains("no readable zip archive");
    assertThat(refusal(twice(wheel))).contains("Mismatched central directory offset");
  }

  private static byte[] twice(byte[] wheel) {
    byte[] twice = Arrays.copyOf(wheel, 2 * wheel.length);
    System.arraycopy(wheel, 0, twice, wheel.length, wheel.length);
    return twice;
  }

  @Test
  void localHeadersSayWhatTheDirectorySays() throws IOException {
    assertThat(refusal(changed(w -> w.put(local(w) + 30, (byte) 'x'))))
        .contains("Filename not in central directory");
    assertThat(refusal(changed(w -> w.putInt(local(w) + 18, 1)))).contains("Mis-matched data size");
    assertThat(refusal(changed(w -> w.putInt(local(w) + 14, 1)))).contains("Mis-matched data size");
    assertThat(refusal(changed(w -> w.putShort(local(w) + 8, (short) 8))))
        .contains("Mis-matched local headers and central directory");
  }

  @Test
  void theDirectoryIsPlain() throws IOException {
    assertThat(refusal(changed(w -> w.putShort(central(w) + 32, (short) 1))))
        .contains("Comment in central directory");
    assertThat(refusal(changed(w -> w.putShort(central(w) + 10, (short) 12))))
        .contains("Compression method 12");
    assertThat(refusal(changed(w -> w.putShort(central(w) + 8, (short) 1))))
        .contains("Encrypted or patched file");
    assertThat(refusal(changed(w -> w.put(central(w) + 46, (byte) 0xff))))
        .contains("Filename not unicode");
    assertThat(refusal(changed(w -> w.put(central(w) + 46, (byte) 7))))
        .contains("Invalid character in filename");
    assertThat(refusal(changed(w -> w.putShort(w.limit() - 12, (short) 9))))
        .contains("ZIP archive not accepted");
    assertThat(refusal(changed(w -> w.putShort(w.limit() - 2, (short) 9))))
        .contains("Malformed zip file");
  }

  @Test
  void aNameStandsOnceInTheDirectory() throws IOException {
    var files = new LinkedHashMap<>(files());
    files.put("fop/__init__.py", new byte[0]);
    byte[] wheel = stored(files);
    ByteBuffer bytes = ByteBuffer.wrap(wheel).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = central(bytes); i < wheel.length - 15; i++) {
      if (new String(wheel, i, 15, UTF_8).equals("fop/__init__.py")) {
        wheel[i + 2] = 'o';
      }
    }

    assertThat(refusal(wheel)).contains("Duplicate filename in central directory");
  }

  @Test
  void whatUnpacksToFarTooMuchIsRefusedUnopened() throws IOException {
    byte[] wheel =
        changed(
            w -> {
              int at = central(w);
              w.putShort(at + 10, (short) 8);
              w.putInt(at + 24, 1 << 30);
            });

    assertThat(refusal(wheel)).contains("It unpacks to more than 50 times its size.");
  }

  @Test
  void moreThan65535FilesAreRefused() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 100_000; i++) {
        zip.putNextEntry(new ZipEntry("foo/" + i));
      }
    }

    assertThat(refusal(out.toByteArray())).contains("It holds more than 65535 files.");
  }

  @Test
  void theRecordListsEveryFileAndNothingElse() throws IOException {
    var more = new LinkedHashMap<>(files());
    more.put("foo/hidden.py", new byte[0]);
    var fewer = new LinkedHashMap<>(files());
    fewer.remove("foo/__init__.py");
    var quoted = new LinkedHashMap<>(Distributions.wheelFiles("foo", "1.0"));
    quoted.put("foo/a,\"b\".py", new byte[0]);
    quoted.put(
        INFO + "RECORD",
        ("\"foo/a,\"\"b\"\".py\",sha256=x,0\r\n"
                + "foo/__init__.py,,\r\n\r\n"
                + INFO
                + "METADATA,,\r\n"
                + INFO
                + "WHEEL,\"a\nb\",\r\n"
                + INFO
                + "RECORD.jws,,")
            .getBytes(UTF_8));

    assertThat(refusal(stored(more)))
        .isEqualTo(
            "Wheel 'foo-1.0-py3-none-any.whl' holds 'foo/hidden.py', which its RECORD does not list.");
    assertThat(refusal(stored(fewer)))
        .isEqualTo(
            "RECORD of wheel 'foo-1.0-py3-none-any.whl' lists 'foo/__init__.py', which is not in the wheel.");
    assertThat(inspect(stored(quoted))).isInstanceOf(Inspection.Sound.class);
  }

  @Test
  void bytesThatDontHaveTheirChecksumAreRefused() throws IOException {
    byte[] wheel = stored(files());
    int metadata = new String(wheel, ISO_8859_1).indexOf("A body.");
    wheel[metadata + 1] = 'X';

    assertThat(refusal(wheel)).contains("ZIP archive not accepted");
  }
}
