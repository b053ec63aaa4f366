package dev.larder.sync.page;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * JSON of which no string has more than so many characters: what a longer one has beyond them is
 * left out, so that it is still over every limit of a field, but never in memory whole. A mark at
 * the very beginning (BOM) is left out too.
 */
final class BoundedReader extends FilterReader {
  /** Of an escape nothing but its backslash came. */
  private static final int BEGUN = 5;

  private final int longest;
  private final char[] buffer = new char[8192];
  private int position;
  private int end;
  private boolean begun;
  private boolean inString;
  private int escape;
  private boolean cut;
  private long length;

  BoundedReader(Reader in, int longest) {
    super(in);
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (position == end) {
        if (done > 0) {
          return done;
        }
        end = in.read(buffer, 0, buffer.length);
        position = 0;
        if (end < 0) {
          end = 0;
          return -1;
        }
        continue;
      }
      int plain = plain(Math.min(count - done, end - position));
      if (plain > 0) {
        System.arraycopy(buffer, position, into, offset + done, plain);
        position += plain;
        done += plain;
        continue;
      }
      char c = buffer[position++];
      if (passes(c)) {
        into[offset + done++] = c;
      }
    }
    return done;
  }

  /** How many of the next characters pass as they are, and change nothing but the length. */
  private int plain(int most) {
    if (!begun || escape != 0 || cut) {
      return 0;
    }
    int last = position + (inString ? (int) Math.min(most, longest - length) : most);
    int at = position;
    while (at < last && buffer[at] != '"' && (buffer[at] != '\\' || !inString)) {
      at++;
    }
    int plain = Math.max(0, at - position);
    length += plain;
    return plain;
  }

  private boolean passes(char c) {
    if (!begun) {
      begun = true;
      if (c == '\ufeff') {
        return false;
      }
    }
    if (!inString) {
      inString = c == '"';
      length = 0;
      escape = 0;
      cut = false;
      return true;
    }
    if (escape == 0 && c == '"') {
      inString = false;
      return true;
    }
    // Never cut within an escape.
    cut = length >= longest && (cut || escape == 0);
    escape = escape(c);
    length++;
    return !cut;
  }

  /** How many characters of an escape are to come. */
  private int escape(char c) {
    if (escape == BEGUN) {
      return c == 'u' ? 4 : 0;
    }
    return escape > 0 ? escape - 1 : c == '\\' ? BEGUN : 0;
  }
}
