package dev.larder.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a metadata file into headers and body as Python's email parser does: lines end in LF, CR
 * or CRLF; a line that begins with a blank continues the one before, line break kept; the first
 * line that is no header begins the body. What divides them is ASCII, so bytes are looked at, and
 * only headers become text.
 */
final class MetadataReader {

  record Header(String name, String value) {}

  /**
   * @param body where it begins in the file
   * @param more whether there were more headers than are read; the body is then anywhere
   */
  record Message(List<Header> headers, int body, boolean more) {}

  private final byte[] file;
  private final int most;
  private final List<Header> headers = new ArrayList<>();
  private int at;

  private MetadataReader(byte[] file, int most) {
    this.file = file;
    this.most = most;
  }

  /**
   * Reads it.
   *
   * @param most how many headers
   */
  static Message read(byte[] file, int most) {
    return new MetadataReader(file, most).message();
  }

  private Message message() {
    while (at < file.length) {
      int end = endOfLine(at);
      if (end == at) {
        at = nextLine(end);
        break;
      }
      if (!isContinuation(at)) {
        int colon = colon(end);
        if (colon < 0) {
          break;
        }
        if (headers.size() == most) {
          return new Message(List.copyOf(headers), at, true);
        }
        end = header(colon, end);
      }
      at = nextLine(end);
    }
    return new Message(List.copyOf(headers), at, false);
  }

  /** Takes the header and the lines that continue it; gives where the last of them ends. */
  private int header(int colon, int endOfFirst) {
    int end = endOfFirst;
    for (int next = nextLine(end);
        next < file.length && isContinuation(next);
        next = nextLine(end)) {
      end = endOfLine(next);
    }
    int start = colon + 1;
    while (start < endOfFirst && isBlank(file[start])) {
      start++;
    }
    if (colon > at) {
      headers.add(new Header(text(at, colon), text(start, end)));
    }
    return end;
  }

  private String text(int from, int to) {
    return new String(file, from, to - from, UTF_8);
  }

  /** Where the header's name that begins here ends, or -1 where none does. */
  private int colon(int end) {
    for (int i = at; i < end; i++) {
      byte c = file[i];
      if (c == ':') {
        return i;
      }
      // of what isn't ASCII the bytes are negative
      if (c <= ' ' || c == 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < file.length && file[i] != '\n' && file[i] != '\r') {
      i++;
    }
    return i;
  }

  private int nextLine(int end) {
    boolean both = end + 1 < file.length && file[end] == '\r' && file[end + 1] == '\n';
    return Math.min(end + (both ? 2 : 1), file.length);
  }

  private boolean isContinuation(int i) {
    return isBlank(file[i]);
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
