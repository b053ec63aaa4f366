package dev.larder.blob.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends bodies that the HTTP server above doesn't see: it writes an empty answer with a header that
 * names a body, and that body takes the place of the empty one. So a file goes from disk to socket
 * without passing through this process's memory, and a failure can break the connection.
 */
final class BodyHandler extends ChannelDuplexHandler {
  /** Names the body of an answer; doesn't leave this process. */
  static final String HEADER = "larder-body";

  private final ChunkedWriteHandler writer;
  private final Map<String, Body> bodies = new HashMap<>();
  private boolean closed;

  BodyHandler(ChunkedWriteHandler writer) {
    this.writer = writer;
  }

  /** Takes a body, to be sent or closed; answers its name. From any thread. */
  String take(Body body) {
    String name = UUID.randomUUID().toString();
    synchronized (bodies) {
      if (!closed) {
        bodies.put(name, body);
        return name;
      }
    }
    body.close();
    return name;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (!(message instanceof FullHttpResponse response) || !response.headers().contains(HEADER)) {
      context.write(message, promise);
      return;
    }
    Body body = find(response.headers().get(HEADER));
    if (body == null) {
      response.release();
      promise.setFailure(new IllegalStateException("The body is gone."));
      Input.reset(context.channel());
      return;
    }
    context.write(head(response, body));
    response.release();
    context.write(input(context, body));
    context.write(LastHttpContent.EMPTY_LAST_CONTENT, promise);
    if (endsWithConnection(response, body)) {
      promise.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static HttpResponse head(FullHttpResponse response, Body body) {
    HttpResponse head =
        new DefaultHttpResponse(response.protocolVersion(), response.status(), response.headers());
    head.headers().remove(HEADER).remove(HttpHeaderNames.CONTENT_LENGTH);
    if (body.length().isPresent()) {
      HttpUtil.setContentLength(head, body.length().getAsLong());
    } else if (endsWithConnection(response, body)) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else {
      HttpUtil.setTransferEncodingChunked(head, true);
    }
    return head;
  }

  private static boolean endsWithConnection(HttpResponse response, Body body) {
    return body.length().isEmpty() && response.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  private Input input(ChannelHandlerContext context, Body body) {
    return switch (body) {
      case Body.OfFile file -> new FileInput(context.channel(), writer, file);
      case Body.OfDownload download -> new DownloadInput(context.channel(), writer, download);
      case Body.OfDocument document -> new DocumentInput(context.channel(), writer, document);
      case Body.Passed passed -> new PassedInput(context.channel(), writer, passed);
    };
  }

  private Body find(String name) {
    synchronized (bodies) {
      return bodies.remove(name);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    List<Body> left;
    synchronized (bodies) {
      closed = true;
      left = new ArrayList<>(bodies.values());
      bodies.clear();
    }
    left.forEach(Body::close);
    super.channelInactive(context);
  }
}
