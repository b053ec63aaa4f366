package dev.larder.cli.person;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder create person}. */
@Command(
    name = "person",
    description = "Create a person who may sign in, and show their first password, once.",
    footer = {
      "",
      "Example:",
      "  larder create person --name=ada --email=ada@corp.example --groups=team"
    })
public final class CreatePerson implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What they sign in as. Required.")
  private Name name;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Their e-mail address.")
  private Optional<String> email;

  @Option(
      names = "--groups",
      split = ",",
      paramLabel = "NAME",
      description = "The groups that they are in, which say what they may do.")
  private List<String> groups = new ArrayList<>();

  @Override
  public int run(Session session) {
    Body body = new Body().with("name", name).with("email", email).with("groups", groups);
    return PersonLines.show(session, session.api().post(ApiPath.of("people"), body));
  }
}
