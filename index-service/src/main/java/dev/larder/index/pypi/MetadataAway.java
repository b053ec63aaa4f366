package dev.larder.index.pypi;

/** A file's core metadata can't be had now, and nothing else is answered in its place. */
public final class MetadataAway extends Exception {
  private static final long serialVersionUID = 1;
  private final int status;

  /**
   * Says why.
   *
   * @param status 502, 503 or 504
   * @param line what is wrong
   */
  MetadataAway(int status, String line) {
    super(line);
    this.status = status;
  }

  int status() {
    return status;
  }
}
