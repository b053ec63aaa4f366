package dev.larder.cli.content;

import dev.larder.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code larder remove package}. */
@Command(
    name = "package",
    description = {
      "Removes files from now on; earlier snapshots still have them.",
      "With --purge from all snapshots, and their bytes are deleted: for security and law."
    },
    footer = {
      "",
      "Examples:",
      "  larder remove package --source=private --name=corp@1.2.3 --comment='wrong licence'",
      "  larder remove package --source=private --name=corp@all --purge"
    })
public final class RemovePackage implements Callable<Integer> {
  private final Session session;

  @Mixin private Selection selection;

  @Option(names = "--purge", description = "From every snapshot, for ever.")
  private boolean purge;

  public RemovePackage(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().post(selection.path("remove"), selection.body().with("purge", purge)),
        change -> selection.lines(purge ? "Purged" : "Removed", change));
  }
}
