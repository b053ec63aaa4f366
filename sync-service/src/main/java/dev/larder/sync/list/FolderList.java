package dev.larder.sync.list;

import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The projects of a folder: those with a folder of their own in it, or within {@code simple/}, and
 * those whose files lie loose. A name may come more than once.
 */
final class FolderList {
  private FolderList() {}

  static ListHead read(URI url, Names names) throws IOException {
    Path folder = Path.of(url);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          directory(entry, names);
        } else {
          loose(entry.getFileName().toString(), names);
        }
      }
    }
    Path simple = folder.resolve("simple");
    if (Files.isDirectory(simple)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(simple, Files::isDirectory)) {
        for (Path entry : entries) {
          directory(entry, names);
        }
      }
    }
    return new ListHead(null, false, Duration.ZERO);
  }

  private static void directory(Path entry, Names names) throws IOException {
    Optional<ProjectName> name = ListedName.of(entry.getFileName().toString());
    if (name.isPresent() && !name.get().normalised().equals("simple")) {
      names.accept(name.get().normalised(), null);
    }
  }

  private static void loose(String filename, Names names) throws IOException {
    List<FileName> readings = FileName.readings(filename);
    for (FileName reading : readings) {
      names.accept(reading.project().normalised(), null);
    }
  }
}
