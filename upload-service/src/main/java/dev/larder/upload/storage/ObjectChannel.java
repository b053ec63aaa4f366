package dev.larder.upload.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads an object here and there: little after a jump, more where it is read on, so that neither
 * many members side by side nor few far apart cost much.
 */
public final class ObjectChannel implements SeekableByteChannel {

  private static final int SMALLEST = 4 << 10;
  private static final int LARGEST = 256 << 10;
  private static final int GROWTH = 4;

  private final ObjectStore store;
  private final String key;
  private final long size;
  private byte[] block = new byte[SMALLEST];
  private long blockStart;
  private int blockLength;
  private long position;
  private boolean open = true;

  /**
   * @param size of the object
   */
  public ObjectChannel(ObjectStore store, String key, long size) {
    this.store = store;
    this.key = key;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= size) {
      return -1;
    }
    int total = 0;
    while (into.hasRemaining() && position < size) {
      if (position < blockStart || position >= blockStart + blockLength) {
        fetch();
      }
      int from = (int) (position - blockStart);
      int n = Math.min(into.remaining(), blockLength - from);
      into.put(block, from, n);
      position += n;
      total += n;
    }
    return total;
  }

  private void fetch() throws IOException {
    long end = blockStart + blockLength;
    boolean goesOn = blockLength > 0 && position >= end && position < end + LARGEST;
    int length = goesOn ? Math.min(block.length * GROWTH, LARGEST) : SMALLEST;
    if (length != block.length) {
      block = new byte[length];
    }
    blockLength = 0;
    int n = (int) Math.min(length, size - position);
    store.read(key, position, n, block);
    blockStart = position;
    blockLength = n;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
