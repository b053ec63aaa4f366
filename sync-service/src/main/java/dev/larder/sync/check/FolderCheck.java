package dev.larder.sync.check;

import dev.larder.sync.look.Look;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a folder is there, and can be read, on the machine that is to read it. */
final class FolderCheck {
  private FolderCheck() {}

  static Verdict check(Look look) {
    Path folder = Path.of(look.url());
    if (!Files.exists(folder)) {
      return new Verdict.NoIndex("there is no folder %s on the server's machine".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      return new Verdict.NoIndex(
          "%s is no folder on the server's machine; name the folder that it is in"
              .formatted(folder));
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return new Verdict.Index(
          Optional.empty(),
          entries.iterator().hasNext()
              ? Optional.empty()
              : Optional.of("the folder %s is empty".formatted(folder)));
    } catch (IOException e) {
      return new Verdict.NoIndex(
          "the server may not read the folder %s; let its user do so".formatted(folder));
    }
  }
}
