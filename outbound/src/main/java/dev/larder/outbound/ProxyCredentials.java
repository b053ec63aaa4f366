package dev.larder.outbound;

import java.io.IOException;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Tells a proxy its user and password, and nobody else: with {@code CONNECT}, or with each request
 * that the proxy itself reads.
 */
final class ProxyCredentials implements Interceptor, Authenticator {
  private static final String HEADER = "Proxy-Authorization";

  private final ChosenProxies proxies;

  ProxyCredentials(ChosenProxies proxies) {
    this.proxies = proxies;
  }

  /** Of the request for a tunnel. */
  @Override
  public Request authenticate(Route route, Response response) {
    if (route == null || !route.requiresTunnel() || response.request().header(HEADER) != null) {
      return null;
    }
    return proxies
        .authorization(route.proxy())
        .map(value -> response.request().newBuilder().header(HEADER, value).build())
        .orElse(null);
  }

  /** Of a request that goes over the wire, after a redirect perhaps to another host. */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request.Builder request = chain.request().newBuilder().removeHeader(HEADER);
    Connection connection = chain.connection();
    if (connection != null
        && connection.route().proxy().type() == Proxy.Type.HTTP
        && !chain.request().isHttps()) {
      proxies
          .authorization(connection.route().proxy())
          .ifPresent(value -> request.header(HEADER, value));
    }
    return chain.proceed(request.build());
  }
}
