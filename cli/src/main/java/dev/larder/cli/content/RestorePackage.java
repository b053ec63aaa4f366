package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code larder restore package}. */
@Command(
    name = "package",
    description = "Bring removed files back, unless they were purged.",
    footer = {"", "Example:", "  larder restore package --source=private --name=corp@1.2.3"})
public final class RestorePackage implements SessionCommand {
  @Mixin private Selection selection;

  @Override
  public int run(Session session) {
    return selection.change(session, "restore", selection.body(), "Restored");
  }
}
