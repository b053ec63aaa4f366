package dev.larder.upload.accept;

import dev.larder.packaging.Digest;
import dev.larder.packaging.Digests;
import dev.larder.packaging.HashAlgorithm;

/**
 * A file whose bytes lie in the store.
 *
 * @param filename as the client gave it
 */
record StoredFile(String filename, String key, Digests digests) {

  Digest digest(HashAlgorithm algorithm) {
    return digests.get(algorithm).orElseThrow();
  }
}
