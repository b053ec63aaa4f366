package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
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
public final class YankPackage implements Callable<Integer> {
  private final Session session;

  @Mixin private Selection selection;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; installers show it.")
  private Optional<String> reason;

  public YankPackage(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().post(selection.path("yank"), selection.body().with("reason", reason)),
        change -> selection.lines("Yanked", change));
  }
}
