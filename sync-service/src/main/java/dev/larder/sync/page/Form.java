package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;

/** How a page of the simple API is written. */
public enum Form {
  JSON,
  HTML;

  private static final String JSON_SUFFIX = "+json";
  private static final String SAYS_HTML = "application/vnd.pypi.simple.v1+html";

  /**
   * That of a page which is to be read.
   *
   * @param contentType as the server said, or null to go by the content
   * @param body which is at its beginning, before and after
   * @throws NotAPageException when it has a type that no page has, or nothing in it
   */
  public static Form of(String contentType, BufferedInputStream body) throws IOException {
    requireContent(body);
    String type = mediaType(contentType);
    return switch (type) {
      case "application/vnd.pypi.simple.v1+json", "application/json" -> JSON;
      case SAYS_HTML, "text/html", "application/xhtml+xml" -> HTML;
      case "", "text/plain", "application/octet-stream", "binary/octet-stream" -> guess(body);
      default -> {
        if (type.startsWith("application/vnd.pypi.simple.") && type.endsWith(JSON_SUFFIX)) {
          yield JSON;
        }
        throw new NotAPageException("is of a type that no page has", type);
      }
    };
  }

  /** Whether the server says that it is a page of the simple API in HTML. */
  public static boolean saysHtml(String contentType) {
    return mediaType(contentType).equals(SAYS_HTML);
  }

  private static void requireContent(BufferedInputStream body) throws IOException {
    body.mark(1);
    if (body.read() < 0) {
      throw new NotAPageException("is empty");
    }
    body.reset();
  }

  private static Form guess(BufferedInputStream body) throws IOException {
    int reach = 1024;
    body.mark(reach);
    int c;
    int seen = 0;
    do {
      c = body.read();
    } while (++seen < reach && (Character.isWhitespace(c) || c >= 0x80));
    body.reset();
    return switch (c) {
      case '{' -> JSON;
      case '<' -> HTML;
      default -> throw new NotAPageException("is neither JSON nor HTML");
    };
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** The charset of HTML, as the server said. */
  public static Charset charset(String contentType) {
    if (contentType != null) {
      int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
      if (at >= 0) {
        String name = contentType.substring(at + "charset=".length()).split("[;\\s]", 2)[0];
        try {
          return Charset.forName(name.replace("\"", ""));
        } catch (IllegalArgumentException e) {
          return UTF_8;
        }
      }
    }
    return UTF_8;
  }
}
