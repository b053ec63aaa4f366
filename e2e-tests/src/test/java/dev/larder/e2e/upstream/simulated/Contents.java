package dev.larder.e2e.upstream.simulated;

import dev.larder.e2e.wheel.Hashing;
import java.security.MessageDigest;

/** Makes the files of one project and what a page says of their bytes, for one thread. */
final class Contents {
  private static final int SIZES = 100_000;

  private final MessageDigest sha256 = Hashing.sha256();
  private String version = "";
  private byte[] metadata;
  private byte[] metadataHash;

  /**
   * What a page says of a file's bytes.
   *
   * @param sha256 of the file
   * @param metadataHash the sha256 of its metadata
   */
  record Facts(byte[] sha256, int size, byte[] metadataHash) {}

  /** True ones where the project's files have bytes, else such as follow from the seed. */
  Facts facts(ProjectFile file) {
    if (!file.project().hasBytes()) {
      long random = ~file.project().random();
      byte[] any = Mix.bytes(random, file.id());
      return new Facts(
          any, 1 + Mix.below(SIZES, random, file.id()), Mix.bytes(random, ~file.release()));
    }
    Text bytes = bytes(file);
    return new Facts(bytes.hash(sha256), bytes.length(), metadataHash);
  }

  /** The file. */
  Text bytes(ProjectFile file) {
    if (!file.version().equals(version)) {
      version = file.version();
      metadata = file.metadata();
      metadataHash = sha256.digest(metadata);
    }
    return file.isWheel() ? Wheel.of(file, metadata, metadataHash) : Sdist.of(file, metadata);
  }
}
