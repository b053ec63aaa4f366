package dev.larder.index.project;

import jakarta.annotation.Nullable;

/**
 * A project's status (PEP 792).
 *
 * @param status {@code active}, {@code archived}, {@code quarantined}, {@code deprecated}
 * @param reason or null
 */
public record Status(String status, @Nullable String reason) {
  /** Quarantined projects list no files. */
  public boolean hidesFiles() {
    return status.equals("quarantined");
  }
}
