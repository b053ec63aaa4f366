package dev.larder.index.file;

import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key of a file whose sha256 isn't known: {@code u-} and a hash of its source, name, upstream
 * URL, size, and the hash that its upstream gives.
 */
public final class BlindKey {
  private static final int DIGITS = 40;

  private BlindKey() {}

  /**
   * The URL counts without its query, which may hold a signature of the day; so the name tells
   * apart what only a query does. The size, where the upstream says it, tells apart a file and what
   * replaced it at its URL; so does a hash.
   *
   * @param hash that the upstream gives, {@code sha1=…}
   */
  public static String of(
      int source, String filename, String url, @Nullable Long size, @Nullable String hash) {
    String place =
        String.join(
                "\n",
                Integer.toString(source),
                filename,
                withoutQuery(url),
                size == null ? "" : Long.toString(size))
            + (hash == null ? "" : "\n" + hash);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] value = digest.digest(place.getBytes(StandardCharsets.UTF_8));
      return "u-" + HexFormat.of().formatHex(value).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether two URLs differ by their queries at most. */
  public static boolean isSamePlace(String url, String other) {
    return withoutQuery(url).equals(withoutQuery(other));
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
