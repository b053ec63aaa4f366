package dev.larder.upload.catalogue;

import java.io.IOException;

/** index-service can't be asked now. Its message is fit for a client. */
public final class CatalogueAwayException extends IOException {
  private static final long serialVersionUID = 1;

  private CatalogueAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  /** It doesn't answer. */
  static CatalogueAwayException silent(Throwable cause) {
    return new CatalogueAwayException(
        "The catalogue can't be reached now; try again in a moment.", cause);
  }

  /** It answers that it can't. */
  static CatalogueAwayException failed(int status) {
    return new CatalogueAwayException(
        "The catalogue failed (status %d); try again in a moment.".formatted(status), null);
  }

  /** It was asked to publish and may have done it. */
  static CatalogueAwayException open(CatalogueAwayException last) {
    return new CatalogueAwayException(
        "The catalogue broke off, and the file may have been published; upload it again to be sure.",
        last);
  }
}
