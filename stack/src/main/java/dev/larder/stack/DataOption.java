package dev.larder.stack;

import dev.larder.stack.folder.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Larder of this machine is meant. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "The folder that everything is kept in.",
        "Default: larder in the user's data folder, ~/.local/share."
      })
  private Path data;

  /** The folder as it was given. */
  public Optional<Path> given() {
    return Optional.ofNullable(data);
  }

  /** The folder that was given, or the usual one. */
  public Path folder() {
    return given().orElseGet(() -> DataFolder.usual(System.getenv())).toAbsolutePath().normalize();
  }
}
