package dev.larder.blob.fill;

/**
 * Some of a file's bytes.
 *
 * @param first offset of the first, from 0
 * @param end offset behind the last
 */
public record Span(long first, long end) {
  public Span {
    if (first < 0 || end < first) {
      throw new IllegalArgumentException("No span: " + first + " to " + end);
    }
  }

  /** All of a file. */
  public static Span whole(long size) {
    return new Span(0, size);
  }

  public long length() {
    return end - first;
  }
}
