package dev.larder.blob.store;

import java.io.IOException;

/** The object store is away or refused. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
