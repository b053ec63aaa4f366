package dev.larder.sync.page;

import java.io.IOException;

/**
 * What was read is no project page of the simple API; the message says why, without a subject and
 * without a word of the page, as it is for readers.
 */
public final class NotAPageException extends IOException {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 200;

  private final String words;

  public NotAPageException(String message) {
    this(message, "");
  }

  /**
   * @param words what it says itself, for the log; its beginning is kept
   */
  NotAPageException(String message, String words) {
    super(message);
    this.words = line(words);
  }

  /** What the page says itself, in one line of readable characters; empty where nobody knows. */
  public String words() {
    return words;
  }

  private static String line(String words) {
    StringBuilder line = new StringBuilder();
    words
        .codePoints()
        .limit(LONGEST)
        .map(c -> c >= ' ' && c < 0x7f ? c : '?')
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
