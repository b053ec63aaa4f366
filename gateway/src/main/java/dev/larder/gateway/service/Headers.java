package dev.larder.gateway.service;

import java.util.Locale;

/** The headers of the house. */
public final class Headers {
  /** What services prove themselves to each other with. */
  public static final String SECRET = "Larder-Secret";

  /** Who asks; set by the gateway alone. */
  public static final String CALLER = "Larder-Caller";

  /** The address under which the sender of a request knows the whole. */
  public static final String BASE = "Larder-Base";

  /** The client's address, without a port. */
  public static final String FROM = "Larder-From";

  private static final String PREFIX = "larder-";

  private Headers() {}

  /** True for every header that only a part of the house may set. */
  public static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
