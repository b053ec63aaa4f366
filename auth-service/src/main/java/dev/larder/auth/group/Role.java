package dev.larder.auth.group;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a group lets its people do: one of the realm roles that the gateway knows. */
public enum Role {
  READER,
  PUBLISHER,
  ADMIN;

  /** As requests and Keycloak have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
  }
}
