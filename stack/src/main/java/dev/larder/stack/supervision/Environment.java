package dev.larder.stack.supervision;

import java.util.List;
import java.util.Map;

/** What of the user's environment the parts get to see. */
final class Environment {
  private static final List<String> OTHERS =
      List.of(
          "KC_",
          "QUARKUS_",
          "PG",
          "SPRING_",
          "MICRONAUT_",
          "SERVER_",
          "LOGGING_",
          "LARDER_SERVER_",
          "LARDER_PYPI_");
  private static final List<String> OURS =
      List.of(
          "LARDER_ADDRESS",
          "LARDER_TOKEN",
          "LARDER_HOST",
          "LARDER_PORT",
          "LARDER_UP_UPSTREAMS",
          "LARDER_TRUSTED_PROXIES");

  private Environment() {}

  /** Takes out what would configure a part behind the stack's back, and the user's own token. */
  static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> OURS.contains(name) || OTHERS.stream().anyMatch(name::startsWith));
    environment.put("MALLOC_ARENA_MAX", "2");
  }
}
