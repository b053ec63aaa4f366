package dev.larder.packaging;

import java.util.Map;
import java.util.Optional;

/**
 * What a {@link Digester} found.
 *
 * @param size in bytes
 */
public record Digests(long size, Map<HashAlgorithm, Digest> values) {

  public Digests {
    values = Map.copyOf(values);
  }

  public Optional<Digest> get(HashAlgorithm algorithm) {
    return Optional.ofNullable(values.get(algorithm));
  }

  /**
   * The sha256.
   *
   * @throws java.util.NoSuchElementException where it was not asked for
   */
  public Sha256 sha256() {
    return new Sha256(get(HashAlgorithm.SHA256).orElseThrow().hex());
  }
}
