package dev.larder.cli.person;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code larder edit person}: what isn't named stays as it is. */
@Command(
    name = "person",
    description = "Change a person: their groups, whether they may sign in, their password.",
    footer = {
      "",
      "Examples:",
      "  larder edit person --name=ada --groups=team,administrators",
      "  larder edit person --name=ada --enabled=false",
      "  larder edit person --name=ada --reset-password"
    })
public final class EditPerson implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The person. Required.")
  private Name name;

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "Their e-mail address from now on; an empty one for none.")
  private Optional<String> email;

  @Option(
      names = "--groups",
      split = ",",
      paramLabel = "NAME",
      description = "All the groups that they are in from now on; an empty list for none.")
  private List<String> groups;

  @Option(
      names = "--enabled",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Whether they may sign in; without it the tokens that they made end for good.")
  private Optional<Boolean> enabled;

  @Option(names = "--reset-password", description = "Give them a new first password.")
  private boolean resetPassword;

  @Override
  public int run(Session session) {
    Body body = new Body().with("email", email).with("enabled", enabled).withAll("groups", groups);
    if (resetPassword) {
      body.with("resetPassword", true);
    }
    return PersonLines.show(session, session.change(spec, name, ApiPath.of("people", name), body));
  }
}
