package dev.larder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ConnectionOptions;
import dev.larder.cli.connection.Credentials;
import dev.larder.cli.connection.Environment;
import dev.larder.cli.output.Console;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What one run of the command works with: the server that was asked for, and where to write. */
public final class Session {
  private final ConnectionOptions options;
  private final Environment environment;
  private final Console console;

  Session(ConnectionOptions options, Environment environment, Console console) {
    this.options = options;
    this.environment = environment;
    this.console = console;
  }

  /** Where results and messages go. */
  public Console console() {
    return console;
  }

  /** The server's address. */
  public AddressOption address() {
    return options.address();
  }

  /** The API of the server that {@code --address} names, with the caller's credentials. */
  public Api api() {
    return new Api(
        options.address(),
        Credentials.find(environment, options.address()),
        options.skipsCertificateCheck(),
        options.verbose() ? console::message : line -> {});
  }

  /**
   * Shows an answer: as it came where JSON was asked for, else by {@code human}; a refusal is one
   * line on the error stream. Returns the exit code.
   */
  public int show(Answer answer, Consumer<JsonNode> human) {
    return switch (answer) {
      case Answer.Done(int status, JsonNode body) -> {
        if (console.isJson()) {
          console.json(body);
        } else {
          human.accept(body);
        }
        yield ExitCode.DONE;
      }
      case Answer.Refused(int status, String message) -> {
        console.message(message);
        yield ExitCode.REFUSED;
      }
      case Answer.Unreachable(String message) -> {
        console.message(message);
        yield ExitCode.UNREACHABLE;
      }
    };
  }

  /** The same, where what people see is lines of the result. */
  public int print(Answer answer, Function<JsonNode, List<String>> human) {
    return show(answer, body -> human.apply(body).forEach(console::result));
  }
}
