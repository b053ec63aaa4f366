package dev.larder.index.source;

import dev.larder.index.command.Command;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * What is to be different about a source; the rest stays as it is.
 *
 * @param credential {@code user:password}, or an empty text for none; the one that is known is kept
 *     for another URL of the same scheme, host and port only
 * @param maxFileSize the largest upload, in bytes; 0 for the general limit
 */
@Serdeable
record SourceEdit(@Nullable String url, @Nullable String credential, @Nullable Long maxFileSize)
    implements Command {

  boolean isEmpty() {
    return url == null && credential == null && maxFileSize == null;
  }

  @Override
  public String toString() {
    return "SourceEdit[maxFileSize=%s]".formatted(maxFileSize);
  }
}
