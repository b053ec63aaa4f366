package dev.larder.index.memory;

/** Something needs more memory than anything may take, however long it waits. */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long MEGABYTE = 1 << 20;

  TooLargeException(long bytes, long most) {
    super(
        "This is too large: it takes some %d MB of memory, and index-service has %d MB for one answer; give it a larger heap"
            .formatted(1 + bytes / MEGABYTE, most / MEGABYTE));
  }
}
