package dev.larder.index.memory;

import dev.larder.index.access.RequestContext;
import dev.larder.memory.ByteBudget;
import io.micronaut.http.context.ServerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose requests have a share of a budget together. */
public final class ClientAddress {
  private static final int NETWORK = 8;

  private ClientAddress() {}

  /** Of the request that this thread works for; nobody where it works for none. */
  public static String current() {
    return ServerRequestContext.currentRequest()
        .flatMap(request -> RequestContext.of(request).from())
        .map(ClientAddress::of)
        .orElse(ByteBudget.NOBODY);
  }

  /** An IPv6 client has a whole network (/64) of addresses, and counts as one. */
  static String of(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
