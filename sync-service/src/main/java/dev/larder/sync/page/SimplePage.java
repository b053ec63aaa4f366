package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;

/** Reads a project page in whichever form it has. */
public final class SimplePage {
  /** Ample for 200,000 files. */
  private static final long MAX_BYTES = 256L << 20;

  private static final String JSON_SUFFIX = "+json";

  private SimplePage() {}

  /**
   * Reads a page to its end; the files are told as they are met, so that a page may be of any
   * length up to 256 MiB.
   *
   * @param contentType as the server said, or null to go by the content
   * @param base what relative links are relative to
   * @throws NotAPageException when it is no project page
   */
  public static PageHead read(InputStream in, String contentType, URI base, Listed.Sink files)
      throws IOException {
    BufferedInputStream body = new BufferedInputStream(new BoundedInput(in, MAX_BYTES));
    requireContent(body);
    String type = contentType == null ? "" : mediaType(contentType);
    Form form =
        switch (type) {
          case "application/vnd.pypi.simple.v1+json", "application/json" -> Form.JSON;
          case "application/vnd.pypi.simple.v1+html", "text/html", "application/xhtml+xml" ->
              Form.HTML;
          case "", "text/plain", "application/octet-stream", "binary/octet-stream" -> guess(body);
          default -> {
            if (type.startsWith("application/vnd.pypi.simple.") && type.endsWith(JSON_SUFFIX)) {
              yield Form.JSON;
            }
            throw new NotAPageException("is of a type that no page has", type);
          }
        };
    return switch (form) {
      case JSON -> JsonPage.read(body, base, files);
      case HTML -> HtmlPage.read(body, charset(contentType), type.endsWith("v1+html"), base, files);
    };
  }

  private static void requireContent(BufferedInputStream body) throws IOException {
    body.mark(1);
    if (body.read() < 0) {
      throw new NotAPageException("is empty");
    }
    body.reset();
  }

  private enum Form {
    JSON,
    HTML
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
      case '{' -> Form.JSON;
      case '<' -> Form.HTML;
      default -> throw new NotAPageException("is neither JSON nor HTML");
    };
  }

  private static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Charset charset(String contentType) {
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
