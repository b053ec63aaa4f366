package dev.larder.cli.content;

import dev.larder.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code larder restore package}. */
@Command(
    name = "package",
    description = "Bring removed files back, unless they were purged.",
    footer = {"", "Example:", "  larder restore package --source=private --name=corp@1.2.3"})
public final class RestorePackage implements Callable<Integer> {
  private final Session session;

  @Mixin private Selection selection;

  public RestorePackage(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().post(selection.path("restore"), selection.body()),
        change -> selection.lines("Restored", change));
  }
}
