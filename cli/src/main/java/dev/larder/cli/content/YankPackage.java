package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code larder yank package} (PEP 592). */
@Command(
    name = "package",
    description = "Yank files: installers take them only where a version is pinned.",
    footer = {
      "",
      "Example:",
      "  larder yank package --source=private --name=corp@1.2.3 --reason='broken on Windows'"
    })
public final class YankPackage implements SessionCommand {
  @Mixin private Selection selection;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; installers show it.")
  private Optional<String> reason;

  @Override
  public int run(Session session) {
    return selection.change(session, "yank", selection.body().with("reason", reason), "Yanked");
  }
}
