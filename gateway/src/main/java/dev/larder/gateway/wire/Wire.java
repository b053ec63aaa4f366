package dev.larder.gateway.wire;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Sets up each client's connection. */
public final class Wire implements NettyServerCustomizer {
  private final Duration linger;

  /**
   * @param linger how long the rest of an upload is read that was answered early
   */
  public Wire(Duration linger) {
    this.linger = linger;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit(
        (observer, channel, remote) ->
            channel
                .pipeline()
                .addAfter(
                    NettyPipeline.HttpCodec, "larder.lingeringClose", new LingeringClose(linger)));
  }
}
