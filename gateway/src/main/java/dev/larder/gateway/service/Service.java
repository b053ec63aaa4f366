package dev.larder.gateway.service;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the gateway passes requests on to, by the names under which messages and status speak of
 * them: the five services, and Keycloak, where people sign in.
 */
public enum Service {
  INDEX("index-service"),
  BLOB("blob-service"),
  UPLOAD("upload-service"),
  SYNC("sync-service"),
  AUTH("auth-service"),
  KEYCLOAK("Keycloak");

  private final String partName;

  Service(String partName) {
    this.partName = partName;
  }

  /** Larder's own, which tell their health. */
  public static Set<Service> own() {
    return EnumSet.complementOf(EnumSet.of(KEYCLOAK));
  }

  /** As users read it, such as {@code index-service}. */
  public String partName() {
    return partName;
  }
}
