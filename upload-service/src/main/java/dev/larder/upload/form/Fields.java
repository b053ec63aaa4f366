package dev.larder.upload.form;

import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.MetadataField;
import java.util.Optional;
import java.util.Set;

/** The fields of PyPI's upload form (RUP-5). */
final class Fields {
  static final String CONTENT = "content";
  static final String ATTESTATIONS = "attestations";
  static final String SIGNATURE = "gpg_signature";

  /**
   * What decides about a file is read from the file; of the fields, only what is checked against it
   * is kept.
   */
  private static final Set<String> KEPT =
      Set.of(
          ":action",
          "comment",
          "protocol_version",
          "filetype",
          "pyversion",
          "md5_digest",
          "sha256_digest",
          "blake2_256_digest",
          "metadata_version",
          "name",
          "version",
          "summary",
          "requires_python",
          SIGNATURE,
          ATTESTATIONS);

  private Fields() {}

  static boolean isKept(String name) {
    return KEPT.contains(name);
  }

  /** That of one value; empty for a field that nobody knows, which is ignored (RUP-4). */
  static Optional<FieldLimit> limit(String name) {
    return switch (name) {
      case ":action", "comment", "protocol_version", "filetype", "pyversion" ->
          Optional.of(FieldLimit.METADATA_LINE);
      case "md5_digest", "sha256_digest", "blake2_256_digest" -> Optional.of(FieldLimit.HASH);
      case SIGNATURE -> Optional.of(FieldLimit.SIGNATURE);
      case ATTESTATIONS -> Optional.of(FieldLimit.ATTESTATIONS);
      default -> MetadataField.ofFormField(name).map(FieldLimit::of);
    };
  }
}
