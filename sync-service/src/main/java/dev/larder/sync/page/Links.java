package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Links as pages write them, some of which no URI parser would take. */
public final class Links {
  private static final String ALLOWED = "-._~:/?#@!$&'()*+,;=%";

  private static final String HTTPS = "https://";

  /** What is the same in every link. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = Character.isLetterOrDigit(c) || "-._~/+".indexOf(c) >= 0;
    }
  }

  private Links() {}

  /** The absolute link, without its fragment; empty when nothing can be made of it. */
  static Optional<URI> resolve(URI base, String link) {
    String text = link.strip();
    int hash = text.indexOf('#');
    String bare = hash < 0 ? text : text.substring(0, hash);
    try {
      if (isAbsoluteAndPlain(bare)) {
        return Optional.of(new URI(bare));
      }
      URI resolved = base.resolve(new URI(escape(bare)));
      return resolved.isAbsolute() && !resolved.isOpaque()
          ? Optional.of(resolved.normalize())
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether resolving, escaping and normalising would leave it as it is: nearly all links are so.
   */
  private static boolean isAbsoluteAndPlain(String link) {
    if (!link.startsWith(HTTPS) || link.indexOf("//", HTTPS.length()) >= 0 || link.contains("/.")) {
      return false;
    }
    for (int i = HTTPS.length(); i < link.length(); i++) {
      char c = link.charAt(i);
      if (c >= 0x80 || !PLAIN[c]) {
        return false;
      }
    }
    return true;
  }

  /** The last part of a link's path, with its escapes resolved; empty for a folder. */
  public static String filename(URI link) {
    String path = link.getRawPath() == null ? "" : link.getRawPath();
    return unescape(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean stray = c == '%' && !isEscape(text, i);
      if (!stray && c < 0x80 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0)) {
        out.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(UTF_8)) {
          out.append('%').append("%02X".formatted(b));
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && isEscape(text, i)) {
        out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(text.charAt(i));
      }
    }
    return out.toString(UTF_8);
  }
}
