package dev.larder.index.source;

import dev.larder.index.command.Command;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * A source that is to be made.
 *
 * @param url where a mirror looks: an index, or a folder; PyPI if it isn't said
 * @param credential {@code user:password} for that
 * @param maxFileSize the largest upload, in bytes; 0 or nothing for the general limit
 * @param succeedOnExisting whether one of that name will do, whatever it is like
 */
@Serdeable
record NewSource(
    String name,
    String type,
    @Nullable String url,
    @Nullable String credential,
    @Nullable Long maxFileSize,
    @Nullable Boolean succeedOnExisting)
    implements Command {

  @Override
  public String toString() {
    return "NewSource[name=%s, type=%s]".formatted(name, type);
  }
}
