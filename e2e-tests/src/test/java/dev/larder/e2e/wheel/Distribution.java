package dev.larder.e2e.wheel;

import java.nio.file.Path;
import java.util.Optional;

/** A file that can be installed, and what an index says about it. */
public record Distribution(
    Path path,
    String project,
    String version,
    String sha256,
    long size,
    String metadata,
    Optional<String> requiresPython) {

  public String filename() {
    return path.getFileName().toString();
  }

  public boolean isWheel() {
    return filename().endsWith(".whl");
  }
}
