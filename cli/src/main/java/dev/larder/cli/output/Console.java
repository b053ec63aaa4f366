package dev.larder.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Results on the one stream, messages on the other. */
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
    out.println(line);
  }

  /** Writes the result as a document. */
  public void json(JsonNode body) {
    out.println(body.toPrettyString());
  }

  /** Writes a line that is not part of the result. */
  public void message(String line) {
    err.println(line);
  }
}
