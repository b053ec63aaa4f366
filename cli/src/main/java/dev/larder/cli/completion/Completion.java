package dev.larder.cli.completion;

import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code larder completion}: what teaches a shell the words of this command. */
@Command(
    name = "completion",
    description = "Print a script with which a shell completes this command's words.",
    footer = {
      "",
      "Examples:",
      "  source <(larder completion bash)",
      "  larder completion fish > ~/.config/fish/completions/larder.fish"
    })
public final class Completion implements SessionCommand {
  private final Supplier<CommandLine> whole;

  @Parameters(
      arity = "0..1",
      defaultValue = "bash",
      paramLabel = "SHELL",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell;

  /** Spelled as it is typed. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  /**
   * @param whole the command with all of its words
   */
  public Completion(Supplier<CommandLine> whole) {
    this.whole = whole;
  }

  @Override
  public int run(Session session) {
    session
        .console()
        .script(
            switch (shell) {
              // it sees by itself which of the two reads it
              case bash, zsh -> AutoComplete.bash("larder", whole.get());
              case fish -> FishScript.of(whole.get());
            });
    return ExitCode.DONE;
  }
}
