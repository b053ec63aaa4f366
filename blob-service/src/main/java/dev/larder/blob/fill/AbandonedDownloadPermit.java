package dev.larder.blob.fill;

/** Lets a download go on that nobody follows any more, while there are few of those. */
final class AbandonedDownloadPermit implements AutoCloseable {
  private final Download download;
  private final long source;
  private final Slots slots;
  private boolean permitted;

  AbandonedDownloadPermit(Download download, long source, Slots slots) {
    this.download = download;
    this.source = source;
    this.slots = slots;
  }

  /** Whether somebody follows it, or it may go on without. */
  boolean mayGoOn() {
    if (!download.abandoned()) {
      close();
      return true;
    }
    permitted = permitted || slots.take(source);
    return permitted;
  }

  @Override
  public void close() {
    if (permitted) {
      slots.giveBack(source);
      permitted = false;
    }
  }
}
