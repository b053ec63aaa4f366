package dev.larder.outbound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * HTTP clients that reach the open internet and one host of the inside: the source's own. One a
 * host, so that no connection that was made for one serves another.
 */
public final class GuardedClients implements AutoCloseable {
  private final OkHttpClient base;
  private final Map<String, OkHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param base what all of them share but connections
   */
  public GuardedClients(OkHttpClient base) {
    this.base = base;
  }

  /**
   * The client for a source; its calls end in {@link InsideAddressException} where a name or a
   * redirect leads inside.
   *
   * @param ownHost the host in the source's own URL, empty when it has none
   */
  public OkHttpClient of(String ownHost) {
    return clients.computeIfAbsent(
        ownHost,
        host ->
            base.newBuilder()
                .connectionPool(new ConnectionPool())
                .socketFactory(new GuardedSockets(host))
                .build());
  }

  /** Ends connections that nobody uses. */
  @Override
  public void close() {
    clients.values().forEach(client -> client.connectionPool().evictAll());
  }
}
