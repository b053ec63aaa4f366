package dev.larder.cli.connection;

import dev.larder.cli.output.OutputFormat;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
public final class ConnectionOptions {
  @Option(
      names = {"-a", "--address"},
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = {
        "The server (default: http://localhost:4242, or the only one that runs on this machine).",
        "Also LARDER_ADDRESS or PACKAGEMANAGER_ADDRESS; the token by LARDER_TOKEN or"
            + " PACKAGEMANAGER_TOKEN,",
        "else as whom 'larder login' signed in, else as the administrator of this machine's server."
      })
  private AddressOption address;

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "human|json",
      defaultValue = "human",
      scope = ScopeType.INHERIT,
      description = "How results are written (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.HUMAN;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say what is asked of the server.")
  private boolean verbose;

  @Option(
      names = "--insecure-ssl-skip-verify",
      scope = ScopeType.INHERIT,
      description = "Take any TLS certificate.")
  private boolean skipsCertificateCheck;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version.")
  private boolean version;

  /** What was given, by the option or by a variable. */
  public Optional<AddressOption> address() {
    return Optional.ofNullable(address);
  }

  public OutputFormat format() {
    return format;
  }

  public boolean verbose() {
    return verbose;
  }

  public boolean skipsCertificateCheck() {
    return skipsCertificateCheck;
  }
}
