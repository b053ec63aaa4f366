package dev.larder.index.project;

import jakarta.annotation.Nullable;

/**
 * A project's status (PEP 792).
 *
 * @param status {@code active}, {@code archived}, {@code quarantined}, {@code deprecated}
 * @param reason or null
 */
public record Status(String status, @Nullable String reason) {
  /** Neither archived projects nor quarantined ones take uploads (R792-2). */
  public boolean takesNoFiles() {
    return status.equals("archived") || hidesFiles();
  }

  /** Quarantined projects list no files. */
  public boolean hidesFiles() {
    return status.equals("quarantined");
  }
}
