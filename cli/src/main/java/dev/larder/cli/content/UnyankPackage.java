package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code larder unyank package}. */
@Command(
    name = "package",
    description = "Take a yank back: installers pick the files again.",
    footer = {"", "Example:", "  larder unyank package --source=private --name=corp@1.2.3"})
public final class UnyankPackage implements SessionCommand {
  @Mixin private Selection selection;

  @Override
  public int run(Session session) {
    return selection.change(session, "unyank", selection.body(), "Un-yanked");
  }
}
