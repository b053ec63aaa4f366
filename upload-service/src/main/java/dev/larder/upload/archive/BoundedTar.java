package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * A tar whose headers are refused where they are far larger than any honest one. The reader keeps
 * whole what stands before an entry: long names, pax headers, maps of sparse files. All that it
 * reads from the end of one entry to the next is therefore counted.
 */
final class BoundedTar extends TarArchiveInputStream {

  /** Bytes before an entry; as objects they can take fifty times that. */
  private static final int LARGEST_HEADERS = 64 << 10;

  /** For so many there is room in every archive. */
  private static final int SMALL_HEADERS = 16 << 10;

  private static final long BYTES_A_BYTE = 50;

  /** Headers before an entry, the end's included; each is a step of recursion in the reader. */
  private static final int MOST_RECORDS = 16;

  private static final int SIZE = 124;
  private static final int TYPE = 156;

  private final Counted counted;
  private final MemberMemory memory;
  private final byte[] dropped = new byte[8 << 10];
  private int records;
  private long globals;

  BoundedTar(InputStream in, MemberMemory memory) {
    this(new Counted(in, memory), memory);
  }

  private BoundedTar(Counted counted, MemberMemory memory) {
    super(counted, UTF_8.name());
    this.counted = counted;
    this.memory = memory;
  }

  /**
   * The next entry; empty at the end.
   *
   * @throws UnsoundException where too much stands before it
   */
  Optional<TarArchiveEntry> next() throws IOException {
    while (getCurrentEntry() != null && read(dropped) >= 0) {
      // what is left of this entry isn't counted
    }
    records = 0;
    counted.left = LARGEST_HEADERS;
    Optional<TarArchiveEntry> entry = Optional.ofNullable(getNextEntry());
    counted.left = Long.MAX_VALUE;
    return entry;
  }

  @Override
  protected byte[] readRecord() throws IOException {
    records++;
    byte[] record = super.readRecord();
    // global headers are kept to the archive's end
    if (record != null && record[TYPE] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER) {
      long before = globals;
      globals += TarUtils.parseOctalOrBinary(record, SIZE, TarConstants.SIZELEN);
      if (before <= SMALL_HEADERS && globals > SMALL_HEADERS) {
        memory.take(LARGEST_HEADERS * BYTES_A_BYTE);
      }
    }
    if (records > MOST_RECORDS || globals > LARGEST_HEADERS) {
      throw tooLarge();
    }
    return record;
  }

  private static UnsoundException tooLarge() {
    return new UnsoundException("Invalid distribution file. Its tar headers are too large.");
  }

  private static final class Counted extends FilterInputStream {

    private final MemberMemory memory;
    private long left = Long.MAX_VALUE;
    private boolean large;

    Counted(InputStream in, MemberMemory memory) {
      super(in);
      this.memory = memory;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int n) throws UnsoundException {
      left -= n;
      if (left < 0) {
        throw tooLarge();
      }
      if (!large && left < LARGEST_HEADERS - SMALL_HEADERS) {
        large = true;
        memory.take(LARGEST_HEADERS * BYTES_A_BYTE);
      }
    }
  }
}
