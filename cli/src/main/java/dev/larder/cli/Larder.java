package dev.larder.cli;

import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.ConnectionOptions;
import dev.larder.cli.connection.Environment;
import dev.larder.cli.list.ListRepos;
import dev.larder.cli.list.ListSources;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.OutputFormat;
import dev.larder.cli.status.Status;
import dev.larder.cli.token.CreateToken;
import dev.larder.cli.token.ListTokens;
import dev.larder.cli.token.RevokeToken;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command itself: what its words are, and which exit code each ending has. */
@Command(
    name = "larder",
    description = "Drives a Larder server, here or elsewhere.",
    footer = {
      "",
      "./larder in a checkout also has: up, down, logs, test, bench.",
      "",
      "Example:",
      "  larder create token --description=CI --sources=private --expires=30d"
    })
public final class Larder {
  @Mixin private final ConnectionOptions options;

  private Larder(ConnectionOptions options) {
    this.options = options;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(Environment.ofThisProcess(), out, err, args));
  }

  /** Runs the command: results to {@code out}, messages to {@code err}. Returns the exit code. */
  public static int run(Environment environment, PrintWriter out, PrintWriter err, String... args) {
    return commandLine(environment, out, err).execute(args);
  }

  private static CommandLine commandLine(
      Environment environment, PrintWriter out, PrintWriter err) {
    var options = new ConnectionOptions();
    var session = new Session(options, environment, new Console(out, err, options::format));
    var top = new CommandLine(new Larder(options));
    add(top, new Group("create", "Makes something.", "larder create token --help"))
        .addSubcommand(new CreateToken(session));
    add(top, new Group("list", "Shows what there is.", "larder list tokens --revoked=no"))
        .addSubcommand(new ListRepos(session))
        .addSubcommand(new ListSources(session))
        .addSubcommand(new ListTokens(session));
    add(top, new Group("revoke", "Takes something back.", "larder revoke token --help"))
        .addSubcommand(new RevokeToken(session));
    top.addSubcommand(new Status(session));
    top.addSubcommand(new Completion(session.console()));
    knowTheVersion(top);
    return top.setOut(out)
        .setErr(err)
        .registerConverter(AddressOption.class, AddressOption::parse)
        .registerConverter(OutputFormat.class, OutputFormat::parse)
        .setDefaultValueProvider(environment::defaultValue)
        .setParameterExceptionHandler(Larder::wrongUsage);
  }

  private static void knowTheVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Larder::knowTheVersion);
  }

  private static CommandLine add(CommandLine top, Group group) {
    var line = new CommandLine(group.spec());
    top.addSubcommand(group.name(), line);
    return line;
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(wrong.getMessage());
    line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
