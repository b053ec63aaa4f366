package dev.larder.sync.part;

/** Something that syncs are made with is away; trying again may help. Its message is one line. */
public final class PartAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param part its name: {@code PostgreSQL}, {@code Redis}, {@code S3} or {@code index-service}
   */
  public PartAwayException(String part, Throwable cause) {
    super(part + " can't be reached now", cause);
  }

  /** With the cause, for the log. */
  @Override
  public String toString() {
    return getCause() == null ? getMessage() : "%s (%s)".formatted(getMessage(), getCause());
  }

  /** The same, of one that answers that it can't. */
  public PartAwayException(String message) {
    super(message);
  }
}
