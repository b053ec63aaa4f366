package dev.larder.upload.catalogue;

import java.io.IOException;

/** index-service can't be asked now. Its message is fit for a client. */
public final class CatalogueAwayException extends IOException {
  private static final long serialVersionUID = 1;

  CatalogueAwayException(Throwable cause) {
    super("The catalogue can't be reached now; try again in a moment.", cause);
  }

  CatalogueAwayException(int status) {
    super("The catalogue failed (status %d); try again in a moment.".formatted(status));
  }
}
