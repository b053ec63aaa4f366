package dev.larder.blob.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file in a zip archive, as the archive's directory has it.
 *
 * @param method 0 stored, 8 deflated
 * @param compressed in bytes
 * @param size in bytes, as the archive says
 * @param offset of its local header
 */
record ZipMember(String name, int method, long compressed, long size, long offset) {
  private static final int LOCAL_HEADER = 30;
  private static final int SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Its bytes. */
  InputStream open(FileChannel archive) throws IOException {
    ByteBuffer header = Region.read(archive, offset, LOCAL_HEADER);
    if (header.getInt(0) != SIGNATURE) {
      throw new ZipException("No local header");
    }
    long begin =
        offset
            + LOCAL_HEADER
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    InputStream raw = new Region(archive, begin, begin + compressed);
    return switch (method) {
      case STORED -> raw;
      case DEFLATED -> new Inflating(raw, new Inflater(true));
      default -> throw new ZipException("An unknown method");
    };
  }

  /** Frees what it took outside the heap. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream raw, Inflater inflater) {
      super(raw, inflater, 8 << 10);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
