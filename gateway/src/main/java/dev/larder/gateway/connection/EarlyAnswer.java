package dev.larder.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Saves the answer of a service that refuses an upload and closes while bytes are still on their
 * way to it: a write that fails doesn't end the connection, what follows is dropped, and the answer
 * that lies there already is read. Without one, the connection's end is the failure.
 */
public final class EarlyAnswer extends ChannelOutboundHandlerAdapter {
  private boolean refused;

  private EarlyAnswer() {}

  /** Sets up the connection of one upload. */
  public static void on(Channel channel) {
    channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
    channel.pipeline().addFirst("larder.earlyAnswer", new EarlyAnswer());
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (refused) {
      ReferenceCountUtil.release(msg);
      promise.trySuccess();
      return;
    }
    ctx.write(msg)
        .addListener(
            written -> {
              refused |= !written.isSuccess();
              promise.trySuccess();
            });
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (refused) {
      ctx.read();
    } else {
      ctx.flush();
    }
  }
}
