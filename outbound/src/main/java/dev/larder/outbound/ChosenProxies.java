package dev.larder.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which proxy a source's upstream is reached: the source's own for everything, else the
 * environment's. What the guard refuses is asked of no proxy; the guarded socket says why.
 */
final class ChosenProxies extends ProxySelector {
  private final Guard guard;
  private final Optional<HttpProxy> own;
  private final Proxies environment;

  ChosenProxies(Guard guard, Proxies environment) {
    this.guard = guard;
    this.own = guard.policy().proxy();
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI url) {
    return List.of(
        Origin.of(url)
            .filter(origin -> !guard.refusesByProxy(origin.host(), origin.port()))
            .flatMap(origin -> own.or(() -> environment.of(origin)))
            .map(
                proxy ->
                    new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
            .orElse(Proxy.NO_PROXY));
  }

  /** Whether one of the proxies that may be chosen is there. */
  boolean has(String host, int port) {
    return all().anyMatch(proxy -> proxy.host().equals(Hosts.plain(host)) && proxy.port() == port);
  }

  /** What a proxy that was chosen is to be told. */
  Optional<String> authorization(Proxy chosen) {
    InetSocketAddress address = (InetSocketAddress) chosen.address();
    return all()
        .filter(
            proxy ->
                proxy.host().equals(Hosts.plain(address.getHostString()))
                    && proxy.port() == address.getPort())
        .findFirst()
        .flatMap(HttpProxy::authorization);
  }

  private Stream<HttpProxy> all() {
    return own.isPresent()
        ? own.stream()
        : Stream.concat(environment.http().stream(), environment.https().stream());
  }

  @Override
  public void connectFailed(URI url, SocketAddress address, IOException failure) {
    // The caller of the request is told.
  }
}
