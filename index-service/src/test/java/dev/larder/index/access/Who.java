package dev.larder.index.access;

import dev.larder.index.Fixture;

/** Callers, as the gateway writes them. */
final class Who {
  static final String ADMIN = Fixture.ADMIN;
  static final String UNKNOWN = "{\"kind\":\"unknown\",\"detail\":\"no keys; see larder status\"}";

  /** No header at all. */
  static final String NOBODY = null;

  private Who() {}

  static String token(String scope, String sources, String repos) {
    return "{\"kind\":\"token\",\"id\":\"a-guid\",\"scopes\":[\"%s\"],\"sources\":[%s],\"repos\":[%s]}"
        .formatted(scope, quoted(sources), quoted(repos));
  }

  static String writerOf(int source, String... projects) {
    return "{\"kind\":\"token\",\"id\":\"a-guid\",\"scopes\":[\"sources:write\"],\"sources\":[\"%d\"],\"repos\":[],\"projects\":[%s]}"
        .formatted(source, quoted(String.join(",", projects)));
  }

  static String readerOf(int repository) {
    return token("repos:read", "", Integer.toString(repository));
  }

  static String person(String name, int repository) {
    return "{\"kind\":\"person\",\"id\":\"a-subject\",\"name\":\"%s\",\"scopes\":[\"repos:read\"],\"sources\":[],\"repos\":[\"%d\"]}"
        .formatted(name, repository);
  }

  private static String quoted(String ids) {
    return ids.isEmpty() ? "" : "\"" + ids.replace(",", "\",\"") + "\"";
  }
}
