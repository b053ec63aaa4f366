package dev.larder.blob.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.stream.ChunkedWriteHandler;

/** Sends bytes that are in memory, as they are, piece by piece. */
final class DocumentInput extends Input {
  private static final int PIECE = 64 << 10;

  private final Body.OfDocument body;
  private final byte[] bytes;
  private int position;

  DocumentInput(Channel channel, ChunkedWriteHandler writer, Body.OfDocument body) {
    super(channel, writer);
    this.body = body;
    this.bytes = body.document().bytes();
  }

  @Override
  Object next() {
    if (isEndOfInput()) {
      return null;
    }
    int count = Math.min(PIECE, bytes.length - position);
    Object piece = Unpooled.wrappedBuffer(bytes, position, count);
    position += count;
    advanced(count);
    return piece;
  }

  @Override
  public boolean isEndOfInput() {
    return position == bytes.length;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  void release() {
    body.close();
  }
}
