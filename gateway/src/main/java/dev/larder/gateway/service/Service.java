package dev.larder.gateway.service;

/**
 * The five services behind the gateway, by the names under which messages and status speak of them.
 */
public enum Service {
  INDEX("index-service"),
  BLOB("blob-service"),
  UPLOAD("upload-service"),
  SYNC("sync-service"),
  AUTH("auth-service");

  private final String partName;

  Service(String partName) {
    this.partName = partName;
  }

  /** As users read it, such as {@code index-service}. */
  public String partName() {
    return partName;
  }
}
