package dev.larder.sync.page;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * Takes HTML apart into tags and text as browsers do (the tokenization of the HTML standard), in
 * memory of a fixed size, whatever the page: nothing is built of it, of a tag its first 64 Ki
 * characters are kept, and text comes in pieces.
 */
public final class HtmlTokens {
  private static final int TAG = 64 << 10;
  private static final int ATTRIBUTES = 64;
  private static final int TEXT = 8 << 10;
  private static final int NAME = 64;

  /** What lies in them is no markup. */
  private static final Set<String> RAW =
      Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title");

  /** Those of them whose content is text for people. */
  private static final Set<String> RAW_TEXT = Set.of("title", "textarea");

  /** Who is told. */
  public interface Handler {
    /** A start tag, whole or cut. */
    void start(Tag tag) throws IOException;

    /** An end tag, also one that ends nothing. */
    void end(String name) throws IOException;

    /** Text, or a piece of it. */
    void text(String piece) throws IOException;
  }

  private final PushbackChars in;
  private final Handler handler;
  private final StringBuilder text = new StringBuilder();
  private int left;
  private boolean cut;

  /** Takes apart what a reader gives. */
  public HtmlTokens(Reader in, Handler handler) {
    this.in = new PushbackChars(in);
    this.handler = handler;
  }

  /** Reads to the end. */
  public void read() throws IOException {
    int c = in.read();
    if (c == '\ufeff') {
      c = in.read();
    }
    for (; c >= 0; c = in.read()) {
      if (c == '<') {
        markup();
      } else {
        text((char) c);
      }
    }
    flush();
  }

  private void markup() throws IOException {
    int c = in.read();
    if (isLetter(c)) {
      flush();
      in.unread(c);
      startTag();
    } else if (c == '/') {
      endTag();
    } else if (c == '!') {
      declaration();
    } else if (c == '?') {
      skipTo('>');
    } else {
      text('<');
      in.unread(c);
    }
  }

  private void endTag() throws IOException {
    int c = in.read();
    if (isLetter(c)) {
      flush();
      in.unread(c);
      handler.end(tag().name());
    } else if (c >= 0 && c != '>') {
      skipTo('>');
    }
  }

  private void declaration() throws IOException {
    if (!follows("--")) {
      skipTo('>');
      return;
    }
    // "<!-->" is a whole comment, as "<!--->" is: its dashes end it too.
    int dashes = 2;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '>' && dashes >= 2) {
        return;
      }
      if (c == '-') {
        dashes++;
      } else if (c != '!' || dashes < 2) {
        dashes = 0;
      }
    }
  }

  private void startTag() throws IOException {
    Tag tag = tag();
    handler.start(tag);
    if (RAW.contains(tag.name())) {
      raw(tag.name());
    }
  }

  /** Up to the end tag of that name. */
  private void raw(String name) throws IOException {
    boolean told = RAW_TEXT.contains(name);
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '<' && ends(name)) {
        flush();
        handler.end(tag(name).name());
        return;
      }
      if (c != '<' && told) {
        text((char) c);
      }
    }
  }

  /** Whether what follows a {@code <} begins that end tag; then its name was read. */
  private boolean ends(String name) throws IOException {
    if (!follows("/" + name)) {
      return false;
    }
    int c = in.read();
    in.unread(c);
    return isSpace(c) || c == '/' || c == '>';
  }

  private Tag tag() throws IOException {
    StringBuilder name = new StringBuilder();
    int c = in.read();
    for (; c >= 0 && !isSpace(c) && c != '/' && c != '>'; c = in.read()) {
      if (name.length() < NAME) {
        name.append((char) c);
      }
    }
    in.unread(c);
    return tag(name.toString().toLowerCase(Locale.ROOT));
  }

  /** A tag whose name was read. */
  private Tag tag(String name) throws IOException {
    left = TAG;
    cut = false;
    Map<String, String> attributes = LinkedHashMap.newLinkedHashMap(8);
    for (int c = in.read(); c >= 0 && c != '>'; c = in.read()) {
      if (!isSpace(c) && c != '/') {
        attribute((char) c, attributes);
      }
    }
    return new Tag(name, attributes, cut);
  }

  private void attribute(char first, Map<String, String> attributes) throws IOException {
    StringBuilder name = new StringBuilder();
    keep(first, name);
    int c = in.read();
    for (; c >= 0 && !isSpace(c) && c != '/' && c != '>' && c != '='; c = in.read()) {
      keep((char) c, name);
    }
    c = pastSpace(c);
    StringBuilder value = new StringBuilder();
    if (c == '=') {
      value(pastSpace(in.read()), value);
    } else {
      in.unread(c);
    }
    if (attributes.size() >= ATTRIBUTES) {
      cut = true;
    } else {
      attributes.putIfAbsent(
          name.toString().toLowerCase(Locale.ROOT), resolved(value.toString(), true));
    }
  }

  private void value(int first, StringBuilder value) throws IOException {
    if (first == '"' || first == '\'') {
      for (int c = in.read(); c >= 0 && c != first; c = in.read()) {
        keep((char) c, value);
      }
      return;
    }
    int c = first;
    for (; c >= 0 && !isSpace(c) && c != '>'; c = in.read()) {
      keep((char) c, value);
    }
    in.unread(c);
  }

  private void keep(char c, StringBuilder where) {
    if (left > 0) {
      left--;
      where.append(c);
    } else {
      cut = true;
    }
  }

  private void text(char c) throws IOException {
    text.append(c);
    if (text.length() >= TEXT) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (!text.isEmpty()) {
      String piece = resolved(text.toString(), false);
      text.setLength(0);
      handler.text(piece);
    }
  }

  private static String resolved(String text, boolean inAttribute) {
    return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, inAttribute);
  }

  /** Whether that is what comes next, in whatever case; it is read as far as it does. */
  private boolean follows(String wanted) throws IOException {
    for (int i = 0; i < wanted.length(); i++) {
      int c = in.read();
      if (c < 0 || Character.toLowerCase((char) c) != wanted.charAt(i)) {
        in.unread(c);
        return false;
      }
    }
    return true;
  }

  private int pastSpace(int first) throws IOException {
    int c = first;
    while (isSpace(c)) {
      c = in.read();
    }
    return c;
  }

  private void skipTo(char last) throws IOException {
    int c;
    do {
      c = in.read();
    } while (c >= 0 && c != last);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
