package dev.larder.blob.wire;

import io.netty.channel.Channel;
import io.netty.handler.stream.ChunkedWriteHandler;

/** Sends a part of a file that is there. */
final class FileInput extends Input {
  /** The most that is handed to the kernel at once. */
  static final long PIECE = 4 << 20;

  private final Body.OfFile body;
  private long position;
  private boolean pending;

  FileInput(Channel channel, ChunkedWriteHandler writer, Body.OfFile body) {
    super(channel, writer);
    this.body = body;
    this.position = body.span().first();
  }

  @Override
  Object next() {
    if (pending || isEndOfInput()) {
      return null;
    }
    long count = Math.min(PIECE, body.span().end() - position);
    FilePiece piece = new FilePiece(body.file().channel(), position, count, this::sent);
    position += count;
    advanced(count);
    pending = true;
    return piece;
  }

  private void sent() {
    pending = false;
    wake();
  }

  @Override
  public boolean isEndOfInput() {
    return position == body.span().end();
  }

  @Override
  public long length() {
    return body.span().length();
  }

  @Override
  void release() {
    body.close();
  }
}
