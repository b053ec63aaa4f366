package dev.larder.gateway.route;

/** Paths that tests use. */
public final class RouteSamples {
  public static final String FILE =
      "/main/packages/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "/a-1.0-py3-none-any.whl";

  private RouteSamples() {}
}
