package dev.larder.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.ConnectionOptions;
import dev.larder.cli.connection.Connector;
import dev.larder.cli.connection.Credentials;
import dev.larder.cli.connection.Environment;
import dev.larder.cli.connection.LoginFiles;
import dev.larder.cli.connection.Name;
import dev.larder.cli.connection.Renewal;
import dev.larder.cli.connection.RunningServers;
import dev.larder.cli.connection.SignIn;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.output.Table;
import dev.larder.cli.output.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What one run of the command works with: the server that was asked for, and where to write. */
public final class Session {
  private final ConnectionOptions options;
  private final Environment environment;
  private final Terminal terminal;
  private final Console console;
  private Optional<AddressOption> address = Optional.empty();

  public Session(
      ConnectionOptions options, Environment environment, Terminal terminal, Console console) {
    this.options = options;
    this.environment = environment;
    this.terminal = terminal;
    this.console = console;
  }

  /** Where results and messages go. */
  public Console console() {
    return console;
  }

  /** Who can be asked. */
  public Terminal terminal() {
    return terminal;
  }

  /** The server's address. */
  public AddressOption address() {
    if (address.isEmpty()) {
      address = options.address().or(() -> Optional.of(new RunningServers(environment).usual()));
    }
    return address.get();
  }

  /**
   * Whether the address was neither given nor is the usual one, but was found to be that of the
   * only server that runs on this machine.
   */
  public boolean isAddressFound() {
    return options.address().isEmpty() && !RunningServers.isUsual(address());
  }

  /** Chooses a server otherwise than by {@code --address}. */
  public void choose(AddressOption chosen) {
    address = Optional.of(chosen);
  }

  /** The API of the server that {@code --address} names, with the caller's credentials. */
  public Api api() {
    return api(Credentials.find(environment, address(), this::signedIn));
  }

  /** The same without credentials, for what anyone may ask. */
  public Api anonymous() {
    return api(Optional.empty());
  }

  private Api api(Optional<String> token) {
    return new Api(
        address(),
        token,
        Connector.client(address(), options.skipsCertificateCheck(), environment),
        trace());
  }

  private Optional<String> signedIn() {
    return new Renewal(address(), loginFiles(), this::signIn).token(Instant.now());
  }

  /**
   * Changes what {@code path} names: what isn't in the body stays as it is.
   *
   * @throws ParameterException if the body has nothing, as no option said what to change
   */
  public Answer change(CommandSpec spec, Name name, ApiPath path, Body body) {
    if (body.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say what to change about " + name);
    }
    return api().patch(path, body);
  }

  /** Deletes {@code thing}, which {@code path} names, says so, and returns the exit code. */
  public int delete(ApiPath path, String thing) {
    return print(api().delete(path), nothing -> List.of("Deleted %s.".formatted(thing)));
  }

  /** The sign-in of the server that {@code --address} names. */
  public SignIn signIn() {
    return new SignIn(
        address(),
        Connector.client(address(), options.skipsCertificateCheck(), environment),
        trace());
  }

  /** Who is signed in where. */
  public LoginFiles loginFiles() {
    return new LoginFiles(environment);
  }

  /** Whether the environment has a token, which wins over a sign-in. */
  public boolean hasTokenOfEnvironment() {
    return environment.token().isPresent();
  }

  private Consumer<String> trace() {
    return options.verbose() ? console::message : line -> {};
  }

  /**
   * Shows an answer: as it came where JSON was asked for, else by {@code human}; a refusal is one
   * line on the error stream, and so is a warning. Returns the exit code.
   */
  public int show(Answer answer, Consumer<JsonNode> human) {
    return switch (answer) {
      case Answer.Done(int status, JsonNode body) -> {
        if (body.path("warning").isTextual()) {
          console.message("Warning: " + body.path("warning").asText());
        }
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

  /** The same, where what people see is a table, no wider than their terminal. */
  public int table(Answer answer, Function<JsonNode, Table> human) {
    return show(answer, body -> show(human.apply(body)));
  }

  /** Writes a table, no wider than the terminal. */
  public void show(Table table) {
    table.lines(terminal.width()).forEach(console::result);
  }

  /** The same, where what people see is lines of the result. */
  public int print(Answer answer, Function<JsonNode, List<String>> human) {
    return show(answer, body -> human.apply(body).forEach(console::result));
  }
}
