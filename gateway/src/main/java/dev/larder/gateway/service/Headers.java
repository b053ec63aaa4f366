package dev.larder.gateway.service;

import dev.larder.service.caller.CallerHeader;
import dev.larder.service.secret.ServiceSecret;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The headers of the house. */
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

  /** A copy without those that only a part of the house may set. */
  public static HttpHeaders withoutOurs(HttpHeaders sent) {
    HttpHeaders headers = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          if (!name.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            headers.addAll(name, values);
          }
        });
    return headers;
  }
}
