package dev.larder.index.file;

import dev.larder.index.database.Row;
import jakarta.annotation.Nullable;

/**
 * What may change about a file while it stays the same file.
 *
 * @param sha256 of its bytes, or null while unknown
 * @param size in bytes, or null while unknown
 * @param requiresPython a specifier (PEP 440), or null
 * @param yanked whether it is (PEP 592)
 * @param yankedReason or null
 * @param metadata whether the upstream says that it has the file's core metadata (PEP 658)
 * @param metadataSha256 of its core metadata, whoever found it out, or null
 * @param gpgSig whether it has a signature, or null if the upstream doesn't say
 * @param provenance URL of the upstream's provenance (PEP 740), or null
 */
public record FileState(
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable String requiresPython,
    boolean yanked,
    @Nullable String yankedReason,
    boolean metadata,
    @Nullable String metadataSha256,
    @Nullable Boolean gpgSig,
    @Nullable String provenance) {

  /** The columns that {@link #read} takes, with the prefix of their table. */
  static String columns(String table, String prefix) {
    StringBuilder columns = new StringBuilder();
    for (String name :
        new String[] {
          "sha256",
          "size",
          "requires_python",
          "yanked",
          "yanked_reason",
          "metadata",
          "metadata_sha256",
          "gpg_sig",
          "provenance"
        }) {
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append(table)
          .append('.')
          .append(name)
          .append(' ')
          .append(prefix)
          .append(name);
    }
    return columns.toString();
  }

  static FileState read(Row row, String prefix) {
    return new FileState(
        row.hex(prefix + "sha256"),
        row.numberOrNull(prefix + "size"),
        row.text(prefix + "requires_python"),
        row.flag(prefix + "yanked"),
        row.text(prefix + "yanked_reason"),
        row.flag(prefix + "metadata"),
        row.hex(prefix + "metadata_sha256"),
        row.flagOrNull(prefix + "gpg_sig"),
        row.text(prefix + "provenance"));
  }
}
