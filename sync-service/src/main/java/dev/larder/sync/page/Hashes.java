package dev.larder.sync.page;

import dev.larder.packaging.Digest;
import dev.larder.packaging.HashAlgorithm;
import java.util.EnumMap;
import java.util.Map;

/** The hashes that a page gives for one file. What is no value of its algorithm is none. */
final class Hashes {
  private final Map<HashAlgorithm, Digest> values = new EnumMap<>(HashAlgorithm.class);

  /** Those in the fragment of a link, {@code #sha256=…&egg=…}. */
  static Hashes ofFragment(String href) {
    Hashes hashes = new Hashes();
    int hash = href.indexOf('#');
    if (hash >= 0) {
      for (String part : href.substring(hash + 1).split("&")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          hashes.add(part.substring(0, equals), part.substring(equals + 1));
        }
      }
    }
    return hashes;
  }

  /** Adds one that Java can compute; the first of an algorithm counts. */
  void add(String name, String value) {
    if (value != null) {
      HashAlgorithm.named(name)
          .filter(algorithm -> algorithm != HashAlgorithm.BLAKE2B_256)
          .flatMap(algorithm -> Digest.parse(algorithm, value.strip()))
          .ifPresent(digest -> values.putIfAbsent(digest.algorithm(), digest));
    }
  }

  /** In lower case, or null. */
  String sha256() {
    Digest sha256 = values.get(HashAlgorithm.SHA256);
    return sha256 == null ? null : sha256.hex();
  }

  /** The strongest, {@code sha1=…}, where there is no sha256; else null. */
  String other() {
    return values.containsKey(HashAlgorithm.SHA256)
        ? null
        : values.values().stream().max(Digest.BY_STRENGTH).map(Digest::labelled).orElse(null);
  }
}
