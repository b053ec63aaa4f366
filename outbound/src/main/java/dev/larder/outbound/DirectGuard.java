package dev.larder.outbound;

import java.io.IOException;
import java.net.Proxy;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Sends nothing over a connection without proxy to where the guard lets nobody: a socket can't tell
 * whether it leads to a proxy's address as to a proxy, or as to what a URL names.
 */
final class DirectGuard implements Interceptor {
  private final Guard guard;

  DirectGuard(Guard guard) {
    this.guard = guard;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && connection.route().proxy().type() == Proxy.Type.DIRECT) {
      guard.require(connection.route().socketAddress());
    }
    return chain.proceed(chain.request());
  }
}
