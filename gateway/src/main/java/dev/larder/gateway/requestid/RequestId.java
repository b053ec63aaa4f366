package dev.larder.gateway.requestid;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;

/**
 * Names one request in every log line and on every call that it causes: {@code
 * [A-Za-z0-9._-]{1,64}}.
 */
public record RequestId(String value) {
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A new one, 16 hex digits. */
  public static RequestId create() {
    return new RequestId(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  /** The client's own if it sent exactly one good one, else a new one. */
  public static RequestId from(List<String> sent) {
    return sent.size() == 1 && GOOD.matcher(sent.getFirst()).matches()
        ? new RequestId(sent.getFirst())
        : create();
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
