package dev.larder.sync.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads a project page in whichever form it has. */
public final class SimplePage {
  /** Ample for 200,000 files. */
  private static final long MAX_BYTES = 256L << 20;

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
    return switch (Form.of(contentType, body)) {
      case JSON -> JsonPage.read(body, base, files);
      case HTML ->
          HtmlPage.read(body, Form.charset(contentType), Form.saysHtml(contentType), base, files);
    };
  }
}
