package dev.larder.blob.companion;

import java.util.Arrays;
import java.util.Optional;

/** What may stand at a file's URL with something appended, beside its metadata. */
public enum Companion {
  /** A detached OpenPGP signature (R503-7). */
  SIGNATURE(".asc", "application/pgp-signature", "signature"),

  /** Attestations and who made them (PEP 740, R740-2). */
  PROVENANCE(".provenance", "application/vnd.pypi.integrity.v1+json", "provenance");

  private final String suffix;
  private final String type;
  private final String words;

  Companion(String suffix, String type, String words) {
    this.suffix = suffix;
    this.type = type;
    this.words = words;
  }

  /** The one that a name's end asks for. */
  public static Optional<Companion> at(String name) {
    return Arrays.stream(values()).filter(each -> name.endsWith(each.suffix)).findFirst();
  }

  /** With its dot. */
  public String suffix() {
    return suffix;
  }

  /** Its media type. */
  public String type() {
    return type;
  }

  /** How people call it. */
  public String words() {
    return words;
  }
}
