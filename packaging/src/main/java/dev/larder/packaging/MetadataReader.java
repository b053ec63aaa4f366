package dev.larder.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a metadata file into headers and body as Python's email parser does: lines end in LF, CR
 * or CRLF; a line that begins with a blank continues the one before, line break kept; the first
 * line that is no header begins the body.
 */
final class MetadataReader {

  record Header(String name, String value) {}

  record Message(List<Header> headers, String body) {}

  private final String text;
  private final List<Header> headers = new ArrayList<>();
  private int at;

  private MetadataReader(String text) {
    this.text = text;
  }

  static Message read(String text) {
    return new MetadataReader(text.replace("\r\n", "\n").replace('\r', '\n')).message();
  }

  private Message message() {
    while (at < text.length()) {
      int end = endOfLine(at);
      if (end == at) {
        at = Math.min(end + 1, text.length());
        break;
      }
      if (!isContinuation(at)) {
        int colon = colon(end);
        if (colon < 0) {
          break;
        }
        end = header(colon, end);
      }
      at = Math.min(end + 1, text.length());
    }
    return new Message(List.copyOf(headers), text.substring(at));
  }

  /** Takes the header and the lines that continue it; gives where the last of them ends. */
  private int header(int colon, int endOfFirst) {
    int end = endOfFirst;
    while (end + 1 < text.length() && isContinuation(end + 1)) {
      end = endOfLine(end + 1);
    }
    int start = colon + 1;
    while (start < endOfFirst && isBlank(text.charAt(start))) {
      start++;
    }
    if (colon > at) {
      headers.add(new Header(text.substring(at, colon), text.substring(start, end)));
    }
    return end;
  }

  /** Where the header's name that begins here ends, or -1 where none does. */
  private int colon(int end) {
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i;
      }
      if (c <= ' ' || c >= 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  private int endOfLine(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline;
  }

  private boolean isContinuation(int i) {
    return isBlank(text.charAt(i));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
