package dev.larder.upload.storage;

import java.io.IOException;

/**
 * The object store is away or refused. Its message is fit for a client, its cause is for the log.
 */
public final class StoreAwayException extends IOException {
  private static final long serialVersionUID = 1;

  public StoreAwayException(Throwable cause) {
    super("The file store can't be reached now; try again in a moment.", cause);
  }
}
