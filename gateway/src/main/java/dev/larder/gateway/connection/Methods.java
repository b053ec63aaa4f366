package dev.larder.gateway.connection;

import org.springframework.http.HttpMethod;

/** What a request's method tells of it (RFC 9110, 9.2.1). */
public final class Methods {
  private Methods() {}

  /** Whether it only reads, of what this gateway passes on: so it may be repeated unasked. */
  public static boolean onlyReads(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
