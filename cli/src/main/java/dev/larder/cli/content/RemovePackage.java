package dev.larder.cli.content;

import dev.larder.cli.connection.Body;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code larder remove package}. */
@Command(
    name = "package",
    description = {
      "Remove files from now on; earlier snapshots still have them.",
      "With --purge from all snapshots, and their bytes are deleted: for security and law."
    },
    footer = {
      "",
      "Examples:",
      "  larder remove package --source=private --name=corp@1.2.3 --comment='wrong licence'",
      "  larder remove package --source=private --name=corp@all --purge --yes"
    })
public final class RemovePackage implements SessionCommand {
  @Mixin private Selection selection;

  @Option(
      names = "--purge",
      description = "Remove them from every snapshot and delete their bytes, permanently.")
  private boolean purge;

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask whether --purge is meant.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public int run(Session session) {
    if (purge && yes && session.isAddressFound()) {
      throw new ParameterException(
          spec.commandLine(),
          "--purge deletes for ever; add --address=%s if that server is meant"
              .formatted(session.address().text()));
    }
    if (purge && !yes) {
      String question =
          "This deletes %s on %s from every snapshot, and its bytes, for ever. Go on? [y/N] "
              .formatted(selection.text(), session.address().text());
      Optional<String> answer = session.terminal().ask(question);
      if (answer.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--purge deletes for ever; where nobody can be asked, add --yes");
      }
      if (!answer.get().toLowerCase(Locale.ROOT).matches("y|yes")) {
        session.console().message("Nothing was deleted");
        return ExitCode.REFUSED;
      }
    }
    Body body = selection.body().with("purge", purge);
    return selection.change(session, "remove", body, purge ? "Purged" : "Removed");
  }
}
