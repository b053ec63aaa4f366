package dev.larder.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a client's connection ends.
 *
 * <ul>
 *   <li>An answer that broke off ends with a reset, never with a clean end that could be taken for
 *       the whole.
 *   <li>An answer that came before all of an upload was read: the rest is read and dropped for a
 *       while, since closing with unread bytes would reset the connection and take the answer from
 *       a client that hasn't read it yet.
 * </ul>
 */
final class LingeringClose extends ChannelDuplexHandler {
  private static final long IDLE = Duration.ofSeconds(10).toNanos();
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private final long limit;

  private boolean requestOpen;
  private boolean answerOpen;
  private ChannelPromise closing;
  private Future<?> watch;
  private long answered;
  private long lastRead;

  LingeringClose(Duration limit) {
    this.limit = limit.toNanos();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    lastRead = System.nanoTime();
    if (msg instanceof HttpRequest) {
      requestOpen = true;
    }
    if (msg instanceof LastHttpContent) {
      requestOpen = false;
      stopWatching();
    }
    if (closing == null) {
      super.channelRead(ctx, msg);
      return;
    }
    ReferenceCountUtil.release(msg);
    if (!requestOpen) {
      ctx.close(closing);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise)
      throws Exception {
    if (msg instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answerOpen = true;
    }
    if (msg instanceof LastHttpContent && answerOpen) {
      answerOpen = false;
      answered = System.nanoTime();
      if (requestOpen) {
        watch(ctx);
      }
    }
    super.write(ctx, msg, promise);
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (answerOpen) {
      ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      ctx.close(promise);
    } else if (closing == null
        && watch != null
        && ctx.channel() instanceof DuplexChannel channel
        && channel.isActive()) {
      closing = promise;
      endOutput(ctx, channel);
      channel.config().setAutoRead(true);
    } else {
      ctx.close(promise);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    stopWatching();
    if (closing != null) {
      closing.trySuccess();
    }
    super.channelInactive(ctx);
  }

  /** Over TLS the end is said there too, or a client could take it for an attacker's cut. */
  private static void endOutput(ChannelHandlerContext ctx, DuplexChannel channel) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls == null) {
      channel.shutdownOutput();
    } else {
      tls.closeOutbound().addListener(_ -> channel.shutdownOutput());
    }
  }

  private void watch(ChannelHandlerContext ctx) {
    stopWatching();
    lastRead = System.nanoTime();
    watch = ctx.executor().scheduleAtFixedRate(() -> look(ctx), LOOK, LOOK, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    if (now - answered > limit || now - lastRead > IDLE) {
      stopWatching();
      ctx.close(closing == null ? ctx.newPromise() : closing);
    }
  }

  private void stopWatching() {
    if (watch != null) {
      watch.cancel(false);
      watch = null;
    }
  }
}
