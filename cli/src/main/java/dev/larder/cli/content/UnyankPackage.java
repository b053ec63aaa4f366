package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code larder unyank package}. */
@Command(
    name = "package",
    description = "Take a yank back: installers pick the files again.",
    footer = {"", "Example:", "  larder unyank package --source=private --name=corp@1.2.3"})
public final class UnyankPackage implements Callable<Integer> {
  private final Session session;

  @Mixin private Selection selection;

  public UnyankPackage(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().post(selection.path("unyank"), selection.body()),
        change -> selection.lines("Un-yanked", change));
  }
}
