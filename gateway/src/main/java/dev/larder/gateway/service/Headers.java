package dev.larder.gateway.service;

import dev.larder.service.caller.CallerHeader;
import dev.larder.service.secret.ServiceSecret;

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

  /** How the names begin that only the gateway and the services may set, in lower case. */
  public static final String PREFIX = "larder-";

  private Headers() {}
}
