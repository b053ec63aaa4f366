package dev.larder.upload.catalogue;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.OptionalLong;

/**
 * A source as index-service knows it.
 *
 * @param maxFileSize the most bytes that a file of it may have; null where only the general limit
 *     counts
 */
@Serdeable
public record Source(long id, String name, String type, @Nullable Long maxFileSize) {

  /** Its own limit, in bytes. */
  public OptionalLong limit() {
    return maxFileSize == null || maxFileSize < 1
        ? OptionalLong.empty()
        : OptionalLong.of(maxFileSize);
  }
}
