package dev.larder.cli.person;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder bootstrap}. */
@Command(
    name = "bootstrap",
    description = {
      "Create the first administrator, once, and show their first password.",
      "Run it on the server's machine as the user that runs the server."
    },
    footer = {"", "Example:", "  larder bootstrap --name=ada --email=ada@corp.example"})
public final class Bootstrap implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What they sign in as. Required.")
  private Name name;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Their e-mail address.")
  private Optional<String> email;

  @Override
  public int run(Session session) {
    return PersonLines.show(
        session,
        session
            .api()
            .post(
                ApiPath.of("people", "bootstrap"),
                new Body().with("name", name).with("email", email)));
  }
}
