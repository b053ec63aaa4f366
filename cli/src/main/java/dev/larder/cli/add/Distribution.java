package dev.larder.cli.add;

import dev.larder.packaging.CoreMetadata;
import java.nio.file.Path;

/**
 * A file that can be sent.
 *
 * @param filetype as the upload form calls it
 * @param pythonVersion the wheel's Python tag, {@code source} for an sdist
 */
record Distribution(
    Path path, String filetype, String pythonVersion, CoreMetadata metadata, String sha256) {

  /** What reading a file from disk came to. */
  sealed interface Read {}

  record Sound(Distribution distribution) implements Read {}

  /**
   * @param reason one line
   */
  record Unsound(String reason) implements Read {}
}
