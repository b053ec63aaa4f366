package dev.larder.index.page;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.larder.index.project.Projects.Listed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** A root page's bytes, made while they are read (R503-2, R691-2). */
final class RootStream extends InputStream {
  private static final int ENOUGH = 32_768;

  private final Iterator<Listed> names;
  private final Format format;
  private final long serial;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream(ENOUGH * 2);
  private final OutputStream coded;
  private byte[] chunk = new byte[0];
  private int position;
  private boolean begun;
  private boolean first = true;
  private boolean ended;

  RootStream(RootPage page, Format format, Coding coding) throws IOException {
    this.names = page.names();
    this.format = format;
    this.serial = page.serial();
    this.coded = coding.over(made);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == chunk.length) {
      if (ended) {
        return -1;
      }
      make();
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, offset, count);
    position += count;
    return count;
  }

  private void make() throws IOException {
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
    chunk = made.toByteArray();
    made.reset();
    position = 0;
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
