package dev.larder.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Results on the one stream, messages on the other. Control characters of a line never reach the
 * terminal.
 */
public final class Console {
  /** Erases the rest of the line (ECMA-48 8.3.41). */
  private static final String TO_THE_END = "\u001b[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Supplier<OutputFormat> format;
  private volatile boolean drawn;
  private volatile boolean ended;

  public Console(PrintWriter out, PrintWriter err, Supplier<OutputFormat> format) {
    this.out = out;
    this.err = err;
    this.format = format;
  }

  /** Whether results are for programs. */
  public boolean isJson() {
    return format.get() == OutputFormat.JSON;
  }

  /** Writes a line of the result. */
  public void result(String line) {
    erase();
    out.println(clean(line));
  }

  /** Writes the result as a document. */
  public void json(JsonNode body) {
    erase();
    out.println(body.toPrettyString());
  }

  /** Writes a script of this command's own, as it is. */
  public void script(String text) {
    out.print(text);
    out.flush();
  }

  /** Writes a line that is not part of the result. */
  public void message(String line) {
    erase();
    err.println(clean(line));
  }

  /** Draws a line among the messages of a terminal, which whatever is written next replaces. */
  public void draw(String line) {
    if (ended) {
      return;
    }
    err.print("\r" + clean(line) + TO_THE_END);
    err.flush();
    drawn = true;
  }

  /** Writes the last line of a command that is being ended, after which nothing is drawn. */
  public void last(String line) {
    ended = true;
    keepDrawn();
    message(line);
  }

  /** Lets what is drawn stand. */
  public void keepDrawn() {
    if (drawn) {
      drawn = false;
      err.println();
    }
  }

  private void erase() {
    if (drawn) {
      drawn = false;
      err.print("\r" + TO_THE_END);
      err.flush();
    }
  }

  static String clean(String line) {
    return line.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?");
  }
}
