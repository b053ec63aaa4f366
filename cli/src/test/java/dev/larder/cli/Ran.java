package dev.larder.cli;

import dev.larder.cli.connection.Environment;
import dev.larder.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** How a run of the command ended, and what it wrote. */
public record Ran(int exitCode, String out, String err) {

  /** Runs the command with nothing in its environment but {@code variables}. */
  public static Ran larder(Map<String, String> variables, String... args) {
    return larder(variables, Terminal.none(), args);
  }

  /** The same at a terminal. */
  public static Ran larder(Map<String, String> variables, Terminal terminal, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Larder.run(
            new Environment(variables),
            terminal,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    return new Ran(code, out.toString(), err.toString());
  }
}
