package dev.larder.index.file;

import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.packaging.FieldLimit;
import jakarta.annotation.Nullable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param claimedHash a hash other than sha256 that the upstream gave, {@code sha1=…}, or null
 * @param sizeLearnt whether Larder found the size out, so that no upstream's word replaces it
 * @param metadataLearnt whether Larder found {@code metadataSha256} out, so that none replaces it
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
    @Nullable String provenance,
    @Nullable String claimedHash,
    boolean sizeLearnt,
    boolean metadataLearnt) {

  /** What an upload has. */
  public static FileState uploaded(
      String sha256,
      long size,
      @Nullable String requiresPython,
      @Nullable String metadataSha256,
      boolean signed) {
    return new FileState(
        sha256, size, requiresPython, false, null, false, metadataSha256, signed, null);
  }

  /** What a page says that gives no hash but sha256. */
  public FileState(
      @Nullable String sha256,
      @Nullable Long size,
      @Nullable String requiresPython,
      boolean yanked,
      @Nullable String yankedReason,
      boolean metadata,
      @Nullable String metadataSha256,
      @Nullable Boolean gpgSig,
      @Nullable String provenance) {
    this(
        sha256,
        size,
        requiresPython,
        yanked,
        yankedReason,
        metadata,
        metadataSha256,
        gpgSig,
        provenance,
        null,
        false,
        false);
  }

  /** The columns that {@link #read} takes, with the prefix of their table. */
  static String columns(String table, String prefix) {
    return Stream.of(
            "sha256",
            "size",
            "requires_python",
            "yanked",
            "yanked_reason",
            "metadata",
            "metadata_sha256",
            "gpg_sig",
            "provenance",
            "claimed_hash",
            "size_learnt",
            "metadata_learnt")
        .map(name -> limited(name, table + "." + name) + " " + prefix + name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Half a specifier, or half a URL, says something else, so one that is too long says nothing; a
   * reason loses its end.
   */
  private static String limited(String name, String column) {
    return switch (name) {
      case "requires_python" -> Limited.orNull(column, FieldLimit.REQUIRES_PYTHON);
      case "yanked_reason" -> Limited.beginning(column, FieldLimit.YANKED_REASON);
      case "provenance" -> Limited.orNull(column, FieldLimit.URL);
      default -> column;
    };
  }

  static FileState read(Row row, String prefix) {
    return new FileState(
        row.hex(prefix + "sha256"),
        row.numberOrNull(prefix + "size"),
        row.text(prefix + "requires_python"),
        row.flag(prefix + "yanked"),
        Limited.cut(row.text(prefix + "yanked_reason"), FieldLimit.YANKED_REASON),
        row.flag(prefix + "metadata"),
        row.hex(prefix + "metadata_sha256"),
        row.flagOrNull(prefix + "gpg_sig"),
        row.text(prefix + "provenance"),
        row.text(prefix + "claimed_hash"),
        row.flag(prefix + "size_learnt"),
        row.flag(prefix + "metadata_learnt"));
  }
}
