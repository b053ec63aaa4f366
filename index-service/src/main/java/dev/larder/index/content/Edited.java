package dev.larder.index.content;

import dev.larder.index.clock.Stamp;
import dev.larder.index.file.CatalogueFile;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.List;

/**
 * What was done to files.
 *
 * @param serial the change, or the last one of the project where nothing was to be done
 * @param files the names of those that changed
 */
@Serdeable
record Edited(long serial, List<String> files) {
  static Edited of(Stamp stamp, Collection<CatalogueFile> files) {
    return new Edited(
        stamp.serial(), files.stream().map(CatalogueFile::filename).distinct().sorted().toList());
  }
}
