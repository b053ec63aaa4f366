package dev.larder.gateway.service;

import dev.larder.service.caller.CallerHeader;
import dev.larder.service.secret.ServiceSecret;
import org.springframework.http.HttpHeaders;

/** The headers by which the gateway and the services speak. */
public final class Headers {
  /** What services prove themselves to each other with. */
  public static final String SECRET = ServiceSecret.HEADER;

  /** Who asks; set by the gateway alone. */
  public static final String CALLER = CallerHeader.NAME;

  /** The address under which the sender of a request knows the whole. */
  public static final String BASE = "Larder-Base";

  /** The client's address, without a port. */
  public static final String FROM = CallerHeader.FROM;

  private static final String PREFIX = "larder-";

  private Headers() {}

  /** A copy without those that only the gateway and the services may set. */
  public static HttpHeaders withoutOurs(HttpHeaders sent) {
    HttpHeaders headers = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            headers.put(name, values);
          }
        });
    return headers;
  }
}
