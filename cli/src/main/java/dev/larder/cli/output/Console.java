package dev.larder.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Results on the one stream, messages on the other. Control characters of a line never reach the
 * terminal.
 */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Supplier<OutputFormat> format;

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
    out.println(clean(line));
  }

  /** Writes the result as a document. */
  public void json(JsonNode body) {
    out.println(body.toPrettyString());
  }

  /** Writes a script of this command's own, as it is. */
  public void script(String text) {
    out.print(text);
    out.flush();
  }

  /** Writes a line that is not part of the result. */
  public void message(String line) {
    err.println(clean(line));
  }

  static String clean(String line) {
    return line.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?");
  }
}
