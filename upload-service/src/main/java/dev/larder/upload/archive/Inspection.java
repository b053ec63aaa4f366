package dev.larder.upload.archive;

import dev.larder.packaging.CoreMetadata;

/** What was found in a distribution file. */
public sealed interface Inspection {

  /**
   * @param bytes METADATA or PKG-INFO as it stands in the file, to the byte
   */
  record Sound(CoreMetadata metadata, byte[] bytes) implements Inspection {}

  /**
   * @param message one line for the client
   */
  record Unsound(String message) implements Inspection {}
}
