package dev.larder.blob.wire;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.stream.ChunkedWriteHandler;
import jakarta.inject.Singleton;

/** Puts the handlers that send bodies into every connection. */
@Singleton
public final class Wire implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  /** Gives an answer its body; the answer has length or chunks by it. */
  public static <T> MutableHttpResponse<T> send(
      HttpRequest<?> request, MutableHttpResponse<T> response, Body body) {
    Channel channel = ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
    BodyHandler handler = channel.pipeline().get(BodyHandler.class);
    if (handler == null) {
      body.close();
      return response;
    }
    return response.header(BodyHandler.HEADER, handler.take(body));
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  private record Customizer(Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
      return new Customizer(specific);
    }

    @Override
    public void onStreamPipelineBuilt() {
      ChunkedWriteHandler writer = new ChunkedWriteHandler();
      channel
          .pipeline()
          .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "larder-chunks", writer)
          .addAfter("larder-chunks", "larder-body", new BodyHandler(writer));
    }
  }
}
