package dev.larder.index.page;

import dev.larder.index.file.CatalogueFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What both representations of a page say in the same words. */
public final class Links {
  static final String API_VERSION = "1.4";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String UNRESERVED = "-._~";

  private Links() {}

  /** R700-1. */
  public static String uploadTime(Instant instant) {
    return (instant.getNano() == 0 ? SECONDS : MICROSECONDS).format(instant);
  }

  /** Whether the page says that there is {@code {url}.metadata}: wheels' only (R658-1). */
  public static boolean hasMetadata(CatalogueFile file) {
    return file.isWheel() && (file.state().metadata() || file.state().metadataSha256() != null);
  }

  /** One part of a path, so that every byte but unreserved characters is escaped (RFC 3986). */
  public static String encoded(String part) {
    StringBuilder out = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  /** Text or an attribute's value in HTML. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
