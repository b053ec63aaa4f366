package dev.larder.blob.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Some of a file's bytes, read at a position of its own. */
final class Region extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long position;

  Region(FileChannel channel, long first, long end) {
    this.channel = channel;
    this.position = first;
    this.end = end;
  }

  /** So many bytes from there, little-endian. */
  static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    if (position < 0) {
      throw new EOFException("Before the beginning");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("Beyond the end");
      }
    }
    return bytes.flip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= end || position < 0) {
      return -1;
    }
    int atMost = (int) Math.min(length, end - position);
    int read = channel.read(ByteBuffer.wrap(to, offset, atMost), position);
    position += Math.max(0, read);
    return read;
  }
}
