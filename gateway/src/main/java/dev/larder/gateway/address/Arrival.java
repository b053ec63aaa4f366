package dev.larder.gateway.address;

import java.net.InetAddress;
import org.springframework.web.server.ServerWebExchange;

/**
 * How a request came in.
 *
 * @param base the address under which its sender knows the whole
 * @param path its path as it was sent, without the prefix of that address
 * @param client who sent it, as far as trusted proxies say
 */
public record Arrival(PublicAddress base, String path, InetAddress client) {
  private static final String ATTRIBUTE = Arrival.class.getName();

  /** How the request of {@code exchange} came in. */
  public static Arrival of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /** The client's address as text, without port or zone. */
  public String clientAddress() {
    String address = client.getHostAddress();
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  void describes(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }
}
