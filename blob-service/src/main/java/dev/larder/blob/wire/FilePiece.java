package dev.larder.blob.wire;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Some bytes of a file, sent by the kernel. The file is shared, so it isn't closed with them. */
final class FilePiece extends AbstractReferenceCounted implements FileRegion {
  private final FileChannel file;
  private final long position;
  private final long count;
  private final Runnable released;
  private long transferred;

  FilePiece(FileChannel file, long position, long count, Runnable released) {
    this.file = file;
    this.position = position;
    this.count = count;
    this.released = released;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long transferred() {
    return transferred;
  }

  @Override
  @Deprecated
  public long transfered() {
    return transferred;
  }

  @Override
  public long transferTo(WritableByteChannel target, long from) throws IOException {
    long left = count - from;
    if (left <= 0) {
      return 0;
    }
    long written = file.transferTo(position + from, left, target);
    if (written == 0 && file.size() < position + count) {
      throw new EOFException("The file is shorter than it was.");
    }
    transferred += written;
    return written;
  }

  @Override
  protected void deallocate() {
    released.run();
  }

  @Override
  public FilePiece retain() {
    super.retain();
    return this;
  }

  @Override
  public FilePiece retain(int increment) {
    super.retain(increment);
    return this;
  }

  @Override
  public FilePiece touch() {
    return this;
  }

  @Override
  public FilePiece touch(Object hint) {
    return this;
  }
}
