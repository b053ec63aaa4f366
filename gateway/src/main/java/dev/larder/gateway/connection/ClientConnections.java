package dev.larder.gateway.connection;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Sets up each client's connection. */
public final class ClientConnections implements NettyServerCustomizer {
  private final Duration linger;

  /**
   * @param linger how long the rest of an upload is read that was answered early
   */
  public ClientConnections(Duration linger) {
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
