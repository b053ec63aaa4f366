package dev.larder.index.page;

import io.micronaut.http.HttpRequest;

/** Where clients find the whole, as the gateway says with each request. */
public final class PublicAddress {
  private static final String HEADER = "Larder-Base";

  private PublicAddress() {}

  /** {@code https://host/prefix}, without a last slash; empty where nobody said. */
  public static String of(HttpRequest<?> request) {
    return request.getHeaders().get(HEADER, String.class).orElse("");
  }
}
