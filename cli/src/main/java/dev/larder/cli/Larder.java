package dev.larder.cli;

import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.ConnectionOptions;
import dev.larder.cli.connection.Environment;
import dev.larder.cli.connection.Name;
import dev.larder.cli.connection.StoppedException;
import dev.larder.cli.content.PackageScope;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.OutputFormat;
import dev.larder.cli.output.Terminal;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import dev.larder.cli.source.ByteSize;
import dev.larder.cli.url.CreateUrl;
import dev.larder.cli.usage.HelpSections;
import dev.larder.cli.usage.WrongUsage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command itself: what its words are, and which exit code each ending has. */
@Command(
    name = "larder",
    description = "Drive a Larder server, here or elsewhere.",
    footer = {
      "",
      "./larder in a checkout also has: up, down, logs, test, bench.",
      "",
      "Example:",
      "  larder create token --description=CI --sources=private --expires=30d"
    })
public final class Larder {
  @Mixin private final ConnectionOptions options = new ConnectionOptions();

  private Larder() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Environment environment = Environment.ofThisProcess();
    System.exit(run(environment, Terminal.ofThisProcess(environment.variables()), out, err, args));
  }

  /** Runs the command where nobody can be asked. */
  public static int run(Environment environment, PrintWriter out, PrintWriter err, String... args) {
    return run(environment, Terminal.none(), out, err, args);
  }

  /** Runs the command: results to {@code out}, messages to {@code err}. Returns the exit code. */
  public static int run(
      Environment environment,
      Terminal terminal,
      PrintWriter out,
      PrintWriter err,
      String... words) {
    String[] args = asOptions(words);
    var larder = new Larder();
    var console = new Console(out, err, larder.options::format);
    var session = new Session(larder.options, environment, terminal, console);
    var top = new CommandLine(larder);
    new Commands(Larder::whole).addNeeded(top, args);
    knowTheVersion(top);
    HelpSections.arrange(top);
    return top.setOut(out)
        .setErr(err)
        .registerConverter(AddressOption.class, AddressOption::parse)
        .registerConverter(ByteSize.class, ByteSize::parse)
        .registerConverter(LocalDate.class, CreateUrl::date)
        .registerConverter(Name.class, Name::parse)
        .registerConverter(OutputFormat.class, OutputFormat::parse)
        .registerConverter(PackageScope.class, PackageScope::parse)
        .setDefaultValueProvider(environment::defaultValue)
        .setParameterExceptionHandler(Larder::wrongUsage)
        .setExecutionStrategy(parsed -> run(parsed, session))
        .execute(args);
  }

  /** {@code help WORD…} is {@code WORD… --help}, {@code version} is {@code --version}. */
  private static String[] asOptions(String... words) {
    if (words.length > 0 && words[0].equals("help")) {
      return Stream.concat(Stream.of(words).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
    return words.length == 1 && words[0].equals("version") ? new String[] {"--version"} : words;
  }

  private static CommandLine whole() {
    var top = new CommandLine(new Larder());
    new Commands(Larder::whole).addAll(top);
    return top;
  }

  private static void knowTheVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Larder::knowTheVersion);
  }

  /** Shows help where that is asked for, else runs the last word, which is told the session. */
  private static int run(CommandLine.ParseResult parsed, Session session) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine line = parsed.asCommandLineList().getLast();
    if (!(line.getCommand() instanceof SessionCommand command)) {
      throw new CommandLine.ParameterException(line, "Missing required subcommand");
    }
    try {
      return command.run(session);
    } catch (StoppedException stopped) {
      line.getErr().println(stopped.getMessage());
      return stopped.exitCode();
    }
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(WrongUsage.line(wrong));
    line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
