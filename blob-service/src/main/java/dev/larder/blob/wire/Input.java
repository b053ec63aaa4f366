package dev.larder.blob.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body on its way out of one channel, piece by piece as the client takes it. A body that can't be
 * given to its end resets the connection, so that what the client has can't pass for the whole.
 */
abstract class Input implements ChunkedInput<Object> {
  private final Channel channel;
  private final ChunkedWriteHandler writer;
  private final AtomicBoolean woken = new AtomicBoolean();
  private long progress;

  Input(Channel channel, ChunkedWriteHandler writer) {
    this.channel = channel;
    this.writer = writer;
  }

  /** The next piece; null when there is none yet, or no more. */
  abstract Object next() throws IOException;

  abstract void release();

  @Override
  public final Object readChunk(ByteBufAllocator allocator) throws Exception {
    woken.set(false);
    try {
      return next();
    } catch (IOException | RuntimeException e) {
      reset(channel);
      throw e;
    }
  }

  @Override
  @Deprecated
  public final Object readChunk(ChannelHandlerContext context) throws Exception {
    return readChunk(context.alloc());
  }

  /** There may be a next piece now. From any thread. */
  final void wake() {
    if (woken.compareAndSet(false, true)) {
      channel.eventLoop().execute(writer::resumeTransfer);
    }
  }

  final void advanced(long bytes) {
    progress += bytes;
  }

  @Override
  public final long progress() {
    return progress;
  }

  @Override
  public final void close() {
    release();
  }

  static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }
}
