package dev.larder.upload.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads an object here and there, in blocks of a fixed size, and only so much of it altogether. */
public final class ObjectChannel implements SeekableByteChannel {

  /** Thrown where more was read than anybody who means well needs. */
  public static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final int BLOCK = 256 << 10;

  private final ObjectStore store;
  private final String key;
  private final long size;
  private final byte[] block = new byte[BLOCK];
  private long blockStart = -1;
  private long budget;
  private long position;
  private boolean open = true;

  /**
   * @param size of the object
   * @param budget how many bytes may be fetched
   */
  public ObjectChannel(ObjectStore store, String key, long size, long budget) {
    this.store = store;
    this.key = key;
    this.size = size;
    this.budget = budget;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= size) {
      return -1;
    }
    int total = 0;
    while (into.hasRemaining() && position < size) {
      fetch(position - position % BLOCK);
      int from = (int) (position - blockStart);
      int n = (int) Math.min(Math.min(into.remaining(), BLOCK - from), size - position);
      into.put(block, from, n);
      position += n;
      total += n;
    }
    return total;
  }

  private void fetch(long start) throws IOException {
    if (start == blockStart) {
      return;
    }
    int length = (int) Math.min(BLOCK, size - start);
    budget -= length;
    if (budget < 0) {
      throw new TooMuchException();
    }
    blockStart = -1;
    store.read(key, start, length, block);
    blockStart = start;
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
