package dev.larder.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * HTTP clients that reach the open internet, and of the inside what a source's upstream is or may
 * lead to, by the proxies that there are, and trust whom the source trusts. One for each way to
 * reach an upstream, so that no connection that was made for one serves another.
 */
public final class GuardedClients implements AutoCloseable {
  private static final int USUAL_CONNECTIONS = 5;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final OkHttpClient base;
  private final Outbound outbound;
  private final int connections;
  private final Map<OutboundPolicy, OkHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param base what all of them share but connections
   */
  public GuardedClients(OkHttpClient base, Outbound outbound) {
    this(base, outbound, USUAL_CONNECTIONS);
  }

  /**
   * The same.
   *
   * @param connections how many that nobody uses each of them keeps
   */
  public GuardedClients(OkHttpClient base, Outbound outbound, int connections) {
    this.base = base;
    this.outbound = outbound;
    this.connections = connections;
  }

  /**
   * The client for a source; its calls end in {@link InsideAddressException} where a name or a
   * redirect leads inside. A proxy resolves names itself: it is asked for no inside address, and
   * for no name of the machine itself, but for those that are allowed.
   */
  public OkHttpClient of(OutboundPolicy policy) {
    return clients.computeIfAbsent(policy, this::client);
  }

  /**
   * In which kinds of inside addresses a source's own host is now: none for one of the open
   * internet; empty where it is reached by a proxy, or has no address.
   */
  public Optional<Set<AddressKind>> inside(OutboundPolicy policy) {
    if (policy.own().isEmpty()) {
      return Optional.empty();
    }
    Origin own = policy.own().get();
    if (policy.proxy().or(() -> outbound.proxies().of(own)).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Arrays.stream(InetAddress.getAllByName(own.host()))
              .flatMap(address -> AddressKind.of(address).stream())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private OkHttpClient client(OutboundPolicy policy) {
    Guard guard = new Guard(policy, outbound.allow());
    ChosenProxies proxies = new ChosenProxies(guard, outbound.proxies());
    ProxyCredentials credentials = new ProxyCredentials(proxies);
    OkHttpClient.Builder client = base.newBuilder();
    UpstreamTls.apply(client, policy, outbound);
    return client
        .connectionPool(new ConnectionPool(connections, KEPT.toSeconds(), TimeUnit.SECONDS))
        .socketFactory(new GuardedSockets(guard, proxies))
        .proxySelector(proxies)
        .proxyAuthenticator(credentials)
        .addNetworkInterceptor(new DirectGuard(guard))
        .addNetworkInterceptor(credentials)
        .addNetworkInterceptor(new SoundAnswers())
        .build();
  }

  /** Ends connections that nobody uses. */
  @Override
  public void close() {
    clients.values().forEach(client -> client.connectionPool().evictAll());
  }
}
