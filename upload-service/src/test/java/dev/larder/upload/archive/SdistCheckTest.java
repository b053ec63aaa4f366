package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.larder.packaging.FileName;
import dev.larder.packaging.SdistName;
import dev.larder.upload.storage.StoreAwayException;
import dev.larder.upload.testing.Distributions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sdists that mean harm, and a store that fails under one. */
class SdistCheckTest {

  private static final int RECORD = 512;
  private static final int MEGABYTE = 1 << 20;
  private static final String TOO_LARGE =
      "Invalid distribution file. Its tar headers are too large.";
  private static final byte[] METADATA = Distributions.metadata("foo", "1.0").getBytes(UTF_8);

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final GZIPOutputStream tar;

  SdistCheckTest() throws IOException {
    tar = new GZIPOutputStream(packed);
  }

  private void add(char type, String name, byte[] content, int times) throws IOException {
    var entry = new TarArchiveEntry(name, (byte) type);
    int size = content.length * times;
    entry.setSize(size);
    byte[] header = new byte[RECORD];
    entry.writeEntryHeader(header);
    tar.write(header);
    for (int i = 0; i < times; i++) {
      tar.write(content);
    }
    tar.write(new byte[(RECORD - size % RECORD) % RECORD]);
  }

  private byte[] finish() throws IOException {
    add('0', "foo-1.0/PKG-INFO", METADATA, 1);
    tar.write(new byte[2 * RECORD]);
    tar.close();
    return packed.toByteArray();
  }

  private static byte[] letters(int count) {
    return "a".repeat(count).getBytes(UTF_8);
  }

  private static byte[] pax(String keyword, String value) {
    String rest = " %s=%s\n".formatted(keyword, value);
    int length = rest.length() + 1;
    while (String.valueOf(length).length() + rest.length() > length) {
      length++;
    }
    return (length + rest).getBytes(UTF_8);
  }

  private Inspection inspect() throws IOException {
    return inspect(new ByteArrayInputStream(finish()));
  }

  private Inspection inspect(InputStream file) throws StoreAwayException {
    return SdistCheck.inspect(file, packed.size(), name(), _ -> {}, _ -> {});
  }

  private static SdistName name() {
    return (SdistName) FileName.parse("foo-1.0.tar.gz").orElseThrow();
  }

  private List<Long> memoryTaken() throws IOException {
    List<Long> taken = new ArrayList<>();
    byte[] sdist = finish();
    assertThat(
            SdistCheck.inspect(
                new ByteArrayInputStream(sdist), sdist.length, name(), _ -> {}, taken::add))
        .isInstanceOf(Inspection.Sound.class);
    return taken;
  }

  @Test
  void anSdistOfFewMembersTakesNoMemoryBeyondWhatEachHas() throws IOException {
    for (int i = 0; i < 100; i++) {
      add('0', "foo-1.0/" + i, new byte[0], 1);
    }
    assertThat(memoryTaken()).isEmpty();
  }

  @Test
  void memoryForManyMembersIsTakenAsTheyAreRead() throws IOException {
    for (int i = 0; i < 2 * MemberMemory.STEP; i++) {
      add('0', "foo-1.0/" + i, new byte[0], 1);
    }
    long step = MemberMemory.STEP * SdistMembers.BYTES_A_MEMBER;
    assertThat(memoryTaken()).containsExactly(step, step);
  }

  @Test
  void memoryForLargeHeadersIsTakenWhereThereAreSome() throws IOException {
    add('x', "pax", pax("comment", "a".repeat(20_000)), 1);
    assertThat(memoryTaken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'X', 'g'})
  void aHeaderOfSixtyMegabytesIsRefusedBeforeItIsKept(char type) throws IOException {
    boolean pax = "xXg".indexOf(type) >= 0;
    if (pax) {
      add(type, "h", ("62914560 k=" + "v".repeat(MEGABYTE - 11)).getBytes(UTF_8), 60);
    } else {
      add(type, "h", letters(MEGABYTE), 60);
    }
    byte[] file = finish();
    assertThat(file.length).isLessThan(128 << 10);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    Inspection inspection = inspect(new ByteArrayInputStream(file));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(inspection).isEqualTo(new Inspection.Unsound(TOO_LARGE));
    assertThat(allocated).isLessThan(8L * MEGABYTE);
  }

  @ParameterizedTest
  @CsvSource({"L, 3, 100000", "L, 2000, 0", "x, 3, 100000", "x, 2000, 0"})
  void manyHeadersOfOneEntryAreRefused(char type, int count, int size) throws IOException {
    for (int i = 0; i < count; i++) {
      add(type, "h", type == 'x' && size > 0 ? pax("k", "v".repeat(size)) : letters(size), 1);
    }

    assertThat(inspect()).isEqualTo(new Inspection.Unsound(TOO_LARGE));
  }

  @Test
  void globalHeadersAreBoundedOverTheWholeArchive() throws IOException {
    for (int i = 0; i < 3; i++) {
      add('g', "h", pax("k" + i, "v".repeat(100_000)), 1);
      add('0', "foo-1.0/" + i, new byte[1], 1);
    }

    assertThat(inspect()).isEqualTo(new Inspection.Unsound(TOO_LARGE));
  }

  @Test
  void theMapOfASparseFileIsBounded() throws IOException {
    byte[] keys =
        Stream.of("major=1", "minor=0", "name=foo-1.0/sparse", "realsize=5")
            .map(text -> text.split("="))
            .map(pair -> new String(pax("GNU.sparse." + pair[0], pair[1]), UTF_8))
            .collect(Collectors.joining())
            .getBytes(UTF_8);
    add('x', "h", keys, 1);
    add('0', "foo-1.0/sparse", ("9999999\n" + "0\n".repeat(MEGABYTE)).getBytes(UTF_8), 1);

    assertThat(inspect()).isEqualTo(new Inspection.Unsound(TOO_LARGE));
  }

  @Test
  void longPathsAndLargeFilesBetweenThemAreFine() throws IOException {
    add('g', "pax_global_header", pax("comment", "a" + "b".repeat(39)), 1);
    for (int i = 0; i < 40; i++) {
      add('x', "h", pax("path", "foo-1.0/" + "d/".repeat(2000) + i), 1);
      add('0', "short", letters(MEGABYTE + i), 1);
      add('L', "././@LongLink", ("foo-1.0/" + "e/".repeat(2000) + i).getBytes(UTF_8), 1);
      add('0', "short", letters(i), 1);
    }

    assertThat(inspect()).isInstanceOf(Inspection.Sound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 12, 100})
  void aStoreThatFailsUnderAnArchiveIsNoFaultOfTheArchive(int after) throws IOException {
    byte[] file = Distributions.sdist("foo", "1.0");
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the connection was reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    var broken = new SequenceInputStream(new ByteArrayInputStream(file, 0, after), failing);

    assertThatThrownBy(() -> inspect(broken))
        .isInstanceOf(StoreAwayException.class)
        .hasRootCauseMessage("the connection was reset");
  }
}
