package dev.larder.sync.page;

import java.io.IOException;
import java.io.Reader;

/** What {@link java.io.PushbackReader} does, without a lock for each character. */
final class PushbackChars {
  private final Reader in;
  private final char[] buffer = new char[8192];
  private int position;
  private int end;

  PushbackChars(Reader in) {
    this.in = in;
  }

  /** The next character, or -1 at the end. */
  int read() throws IOException {
    if (position == end) {
      // The last one is kept, so that it can be given back.
      int kept = end > 0 ? 1 : 0;
      buffer[0] = end > 0 ? buffer[end - 1] : 0;
      int count = in.read(buffer, kept, buffer.length - kept);
      position = kept;
      end = kept + Math.max(0, count);
      if (count < 0) {
        return -1;
      }
    }
    return buffer[position++];
  }

  /** Gives the last character back; nothing where that was the end. */
  void unread(int c) {
    if (c >= 0) {
      position--;
    }
  }
}
