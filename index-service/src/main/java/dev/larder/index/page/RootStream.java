package dev.larder.index.page;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.larder.index.project.Listed;
import dev.larder.memory.ByteBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** A root page's bytes, made while they are read (R503-2, R691-2). */
final class RootStream extends CodedStream {
  /** Lines of the first piece, which is sent at once; fewer than are read for it. */
  private static final int FIRST_LINES = 50;

  private static final int LINES = 500;

  private final Iterator<Listed> names;
  private final Format format;
  private final long serial;
  private boolean begun;
  private boolean first = true;

  /**
   * From its beginning.
   *
   * @param share of memory, given back when it is read or closed
   */
  RootStream(RootPage page, Format format, Coding coding, ByteBudget.Share share)
      throws IOException {
    super(coding, share);
    this.names = page.names();
    this.format = format;
    this.serial = page.serial();
  }

  @Override
  protected boolean writePiece() throws IOException {
    if (!begun) {
      begun = true;
      write(head());
      boolean more = writeLines(FIRST_LINES);
      if (more) {
        out.flush();
      }
      return more;
    }
    return writeLines(LINES);
  }

  private boolean writeLines(int most) throws IOException {
    for (int lines = 0; lines < most && !isEnough() && names.hasNext(); lines++) {
      write(line(names.next()));
      first = false;
    }
    if (!names.hasNext()) {
      write(foot());
      return false;
    }
    return true;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String head() {
    return format.isJson()
        ? "{\"meta\":{\"api-version\":\"%s\",\"_last-serial\":%d},\"projects\":["
            .formatted(Links.API_VERSION, serial)
        : """
          <!DOCTYPE html>
          <html>
            <head>
              <meta name="pypi:repository-version" content="%s">
              <title>Simple index</title>
            </head>
            <body>
          """
            .formatted(Links.API_VERSION);
  }

  private String line(Listed listed) {
    return format.isJson()
        ? "%s{\"name\":\"%s\",\"_last-serial\":%d}"
            .formatted(first ? "" : ",\n", quoted(listed.displayName()), listed.lastSerial())
        : "    <a href=\"%s/\">%s</a><br />\n"
            .formatted(Links.encoded(listed.name()), Links.escaped(listed.displayName()));
  }

  private String foot() {
    return format.isJson() ? "]}" : "  </body>\n</html>\n<!--SERIAL " + serial + "-->\n";
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
