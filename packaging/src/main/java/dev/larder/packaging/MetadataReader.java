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
    return new MetadataReader(text).message();
  }

  private Message message() {
    while (at < text.length()) {
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
        end = header(colon, end);
      }
      at = nextLine(end);
    }
    return new Message(List.copyOf(headers), text.substring(at));
  }

  /** Takes the header and the lines that continue it; gives where the last of them ends. */
  private int header(int colon, int endOfFirst) {
    int end = endOfFirst;
    for (int next = nextLine(end);
        next < text.length() && isContinuation(next);
        next = nextLine(end)) {
      end = endOfLine(next);
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
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private int nextLine(int end) {
    return Math.min(end + (text.startsWith("\r\n", end) ? 2 : 1), text.length());
  }

  private boolean isContinuation(int i) {
    return isBlank(text.charAt(i));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
