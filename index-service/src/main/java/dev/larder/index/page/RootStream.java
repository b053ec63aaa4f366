package dev.larder.index.page;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.larder.index.memory.PieceStream;
import dev.larder.index.project.Projects.Listed;
import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** A root page's bytes, made while they are read (R503-2, R691-2). */
final class RootStream extends PieceStream {
  private static final int ENOUGH = 32_768;

  private final Iterator<Listed> names;
  private final Format format;
  private final long serial;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream(ENOUGH * 2);
  private final OutputStream coded;
  private boolean begun;
  private boolean first = true;
  private boolean ended;

  /**
   * From its beginning.
   *
   * @param share of memory, given back when it is read or closed
   */
  RootStream(RootPage page, Format format, Coding coding, ByteBudget.Share share)
      throws IOException {
    super(share);
    this.names = page.names();
    this.format = format;
    this.serial = page.serial();
    this.coded = coding.over(made);
  }

  @Override
  protected @Nullable byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    if (!begun) {
      write(head());
      begun = true;
    }
    for (int lines = 0; lines < 500 && made.size() < ENOUGH && names.hasNext(); lines++) {
      write(line(names.next()));
      first = false;
    }
    if (!names.hasNext()) {
      write(foot());
      coded.close();
      ended = true;
    }
    byte[] bytes = made.toByteArray();
    made.reset();
    return bytes;
  }

  /** Also where it isn't read to its end. */
  @Override
  public void close() {
    try {
      coded.close();
    } catch (IOException e) {
      // it goes nowhere but into memory
    } finally {
      super.close();
    }
  }

  private void write(String text) throws IOException {
    coded.write(text.getBytes(StandardCharsets.UTF_8));
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
