package dev.larder.cli.group;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder create group}. */
@Command(
    name = "group",
    description = "Create a group, which says what its people may do.",
    footer = {
      "",
      "Examples:",
      "  larder create group --name=team --role=publisher --repos=main --sources=private",
      "  larder create group --name=everyone --role=reader --repos='*'"
    })
public final class CreateGroup implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its name. Required.")
  private Name name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = {
        "reader: reads the repositories; publisher: that, and reads and writes the sources;",
        "admin: may do everything. Required."
      })
  private String role;

  @Option(
      names = "--repos",
      split = ",",
      paramLabel = "NAME",
      description = "The repositories; '*' is all.")
  private List<String> repos = new ArrayList<>();

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "NAME",
      description = "The sources; '*' is all.")
  private List<String> sources = new ArrayList<>();

  @Override
  public int run(Session session) {
    Body body =
        new Body()
            .with("name", name)
            .with("role", role)
            .with("repos", repos)
            .with("sources", sources);
    return session.print(session.api().post(ApiPath.of("groups"), body), GroupLines::all);
  }
}
