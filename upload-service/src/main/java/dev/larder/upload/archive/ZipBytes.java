package dev.larder.upload.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a zip, wherever one looks. */
final class ZipBytes {

  private final SeekableByteChannel file;

  ZipBytes(SeekableByteChannel file) {
    this.file = file;
  }

  long size() throws IOException {
    return file.size();
  }

  /** So many bytes from there, in a zip's byte order. */
  ByteBuffer at(long offset, int length) throws IOException {
    if (offset < 0 || offset + length > file.size()) {
      throw UnsoundException.zip("Malformed zip file");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(offset);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw UnsoundException.zip("Malformed zip file");
      }
    }
    return bytes.flip();
  }

  /** All from there on; of no use once another place was read. */
  InputStream from(long offset) throws IOException {
    file.position(offset);
    return new FilterInputStream(Channels.newInputStream(file)) {
      @Override
      public void close() {
        // the file is read on
      }
    };
  }

  static int u16(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }

  static long u32(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & 0xffffffffL;
  }
}
