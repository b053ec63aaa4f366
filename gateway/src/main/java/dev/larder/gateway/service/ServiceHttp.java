package dev.larder.gateway.service;

import dev.larder.gateway.connection.EarlyAnswer;
import io.netty.channel.ChannelOption;
import io.netty.resolver.AddressResolverGroup;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;
import reactor.util.context.Context;

/**
 * How the gateway connects to services: no redirects followed, nothing unpacked, and no limit once
 * an answer has begun. Each service has a pool of its own, so slow files never keep an index page
 * waiting.
 */
public final class ServiceHttp implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofSeconds(10);

  /** A container that was started again may have another address, whatever a name server says. */
  private static final Duration KNOWN_ADDRESS = Duration.ofSeconds(5);

  private static final String NEW_CONNECTION = ServiceHttp.class.getName() + ".newConnection";

  private final ConnectionProvider pool;
  private final HttpClient client;

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
    client =
        configure(
            HttpClient.create(new KeptOrNew(pool, ConnectionProvider.newConnection())), limits);
  }

  /** Over kept connections, which may die just as a request is sent. */
  public HttpClient client() {
    return client;
  }

  /** Has what is subscribed to with this context go over a new connection of its own. */
  public static Context withNewConnection(Context context) {
    return context.put(NEW_CONNECTION, true);
  }

  /** Takes the connection that the context of a request asks for. */
  private record KeptOrNew(ConnectionProvider kept, ConnectionProvider fresh)
      implements ConnectionProvider {
    private static final ConnectionObserver EARLY_ANSWERS =
        (connection, state) -> {
          if (state == ConnectionObserver.State.CONNECTED) {
            EarlyAnswer.on(connection.channel());
          }
        };

    @Override
    public Mono<? extends Connection> acquire(
        TransportConfig config,
        ConnectionObserver observer,
        Supplier<? extends SocketAddress> remote,
        AddressResolverGroup<?> resolver) {
      return Mono.<Connection>deferContextual(
          context ->
              context.hasKey(NEW_CONNECTION)
                  ? fresh.acquire(config, EARLY_ANSWERS.then(observer), remote, resolver)
                  : kept.acquire(config, observer, remote, resolver));
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }

  private static HttpClient configure(HttpClient client, Limits limits) {
    return client
        .disableRetry(true)
        .resolver(names -> names.cacheMaxTimeToLive(KNOWN_ADDRESS))
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connect().toMillis())
        .option(ChannelOption.SO_KEEPALIVE, true)
        .followRedirect(false)
        .httpResponseDecoder(
            decoder -> decoder.maxInitialLineLength(8 * 1024).maxHeaderSize(32 * 1024));
  }
}
