package dev.larder.gateway.requestid;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;

/** Names one request in every log line and on every call that it causes. */
public record RequestId(String value) {
  public static final String HEADER = dev.larder.service.request.RequestId.HEADER;

  private static final String ATTRIBUTE = RequestId.class.getName();

  /** A new one. */
  public static RequestId create() {
    return new RequestId(dev.larder.service.request.RequestId.create());
  }

  /** The client's own if it sent exactly one good one, else a new one. */
  public static RequestId from(List<String> sent) {
    return new RequestId(dev.larder.service.request.RequestId.of(sent));
  }

  /** The id of the request that {@code exchange} is about. */
  public static RequestId of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /** Makes this the id of {@code exchange}. */
  public void nameFor(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }
}
