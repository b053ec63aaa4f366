package dev.larder.sync.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.sync.catalogue.Wanted;
import java.util.List;

/** Names with what is known of them, as bytes of a row: PostgreSQL compresses those. */
final class PackedNames {
  /** In no name, and in no ETag (RFC 9110, 8.8.3). */
  private static final String SEPARATOR = "\t";

  private PackedNames() {}

  static byte[] pack(List<Wanted> names) {
    StringBuilder text = new StringBuilder(names.size() * 32);
    for (Wanted wanted : names) {
      text.append(wanted.name())
          .append(SEPARATOR)
          .append(wanted.serial() == null ? "" : wanted.serial())
          .append(SEPARATOR)
          .append(wanted.etag() == null ? "" : wanted.etag().replaceAll("\\p{Cntrl}", ""))
          .append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  static List<Wanted> unpack(byte[] packed) {
    return new String(packed, UTF_8).lines().map(PackedNames::line).toList();
  }

  private static Wanted line(String line) {
    String[] parts = line.split(SEPARATOR, 3);
    return new Wanted(
        parts[0],
        parts[1].isEmpty() ? null : Long.valueOf(parts[1]),
        parts[2].isEmpty() ? null : parts[2]);
  }
}
