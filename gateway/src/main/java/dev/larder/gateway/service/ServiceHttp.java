package dev.larder.gateway.service;

import dev.larder.gateway.wire.EarlyAnswer;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * How the gateway connects to services: no redirects followed, nothing unpacked, and no limit once
 * an answer has begun. Each service has a pool of its own, so slow files never keep an index page
 * waiting.
 */
public final class ServiceHttp implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofSeconds(10);

  private final ConnectionProvider pool;
  private final HttpClient pooled;
  private final HttpClient single;

  public ServiceHttp(Limits limits) {
    pool =
        ConnectionProvider.builder("services")
            .maxConnections(limits.connections())
            .pendingAcquireMaxCount(limits.connections())
            .pendingAcquireTimeout(TURN)
            .maxIdleTime(IDLE)
            .evictInBackground(IDLE)
            .lifo()
            .build();
    pooled = configure(HttpClient.create(pool), limits);
    single =
        configure(HttpClient.newConnection(), limits)
            .doOnChannelInit((observer, channel, remote) -> EarlyAnswer.on(channel));
  }

  /** Over kept connections, which may die just as a request is sent. */
  public HttpClient pooled() {
    return pooled;
  }

  /** Over a new connection each time; nothing is sent twice. */
  public HttpClient single() {
    return single;
  }

  @Override
  public void close() {
    pool.dispose();
  }

  private static HttpClient configure(HttpClient client, Limits limits) {
    return client
        .disableRetry(true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connect().toMillis())
        .option(ChannelOption.SO_KEEPALIVE, true)
        .followRedirect(false)
        .httpResponseDecoder(
            decoder -> decoder.maxInitialLineLength(8 * 1024).maxHeaderSize(32 * 1024));
  }
}
