package dev.larder.index.file;

import dev.larder.index.database.Row;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of a project is listed, before any of it is read.
 *
 * @param files how many
 * @param texts the bytes of all their texts
 */
public record Weight(long files, long texts) {
  /**
   * A file with its numbers, instants, hashes and parsed version, its row of the driver, and its
   * share of the words that a page has around its texts.
   */
  private static final long BYTES_A_FILE = 2_000;

  /** As the driver has them, as texts of two bytes a character, and about twice on the page. */
  private static final long COPIES = 5;

  private static final long PAGE_BYTES_A_FILE = 700;

  private static final long PAGE_COPIES = 2;

  /** Of nothing. */
  public static final Weight NONE = new Weight(0, 0);

  /** The columns that {@link #read} takes, of files called {@code a}. */
  static final String COLUMNS =
      Stream.of(
              "filename",
              "version",
              "blind_key",
              "upstream_url",
              "kept_key",
              "metadata_key",
              "signature_key",
              "provenance_key",
              "first_requires_python",
              "first_yanked_reason",
              "first_provenance",
              "later_requires_python",
              "later_yanked_reason",
              "later_provenance")
          .map("coalesce(octet_length(a.%s), 0)"::formatted)
          .collect(Collectors.joining(" + ", "count(*) files, coalesce(sum(", "), 0) texts"));

  static Weight read(Row row) {
    return new Weight(row.number("files"), row.number("texts"));
  }

  /** How many bytes more it takes than another, if any. */
  public long beyond(Weight other) {
    return Math.max(0, bytes() - other.bytes());
  }

  /** So many of its {@link #bytes} are for the text of a page of it. */
  public long ofPage() {
    return files * PAGE_BYTES_A_FILE + texts * PAGE_COPIES;
  }

  /** What it takes in memory while something is made of it, in bytes, about. */
  public long bytes() {
    return files * BYTES_A_FILE + texts * COPIES;
  }
}
