package dev.larder.index.page;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.project.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What both representations of a project's page are written of: its files one by one, so that of
 * many only some need be in memory.
 *
 * @param versions every file's, once, in PEP 440 order (R691-3)
 * @param saysWhatIsSigned whether links tell if there are signatures: every one, or none (R503-7)
 */
record PageText(
    String name,
    long serial,
    Optional<Status> status,
    List<String> versions,
    boolean saysWhatIsSigned,
    FilesInOrder files) {

  /** The files in the order of their versions, then names. */
  @FunctionalInterface
  interface FilesInOrder {
    void each(FileWriter writer) throws IOException;
  }

  /** Writes what is said of a file. */
  @FunctionalInterface
  interface FileWriter {
    void write(CatalogueFile file) throws IOException;
  }

  static PageText of(ProjectPage page) {
    return new PageText(
        page.name(),
        page.serial(),
        page.status(),
        page.versions(),
        page.saysWhatIsSigned(),
        writer -> {
          for (CatalogueFile file : page.files()) {
            writer.write(file);
          }
        });
  }
}
