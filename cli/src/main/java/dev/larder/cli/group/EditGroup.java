package dev.larder.cli.group;

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

/** {@code larder edit group}: what isn't named stays as it is. */
@Command(
    name = "group",
    description = "Change what the people of a group may do; it counts within five minutes.",
    footer = {"", "Example:", "  larder edit group --name=team --repos=main,lab"})
public final class EditGroup implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The group. Required.")
  private Name name;

  @Option(names = "--role", paramLabel = "ROLE", description = "reader, publisher or admin.")
  private Optional<String> role;

  @Option(
      names = "--repos",
      split = ",",
      paramLabel = "NAME",
      description = "All its repositories from now on; '*' is all there are, '' none.")
  private List<String> repos;

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "NAME",
      description = "All its sources from now on; '*' is all there are, '' none.")
  private List<String> sources;

  @Override
  public int run(Session session) {
    Body body = new Body().with("role", role).withAll("repos", repos).withAll("sources", sources);
    return session.print(
        session.change(spec, name, ApiPath.of("groups", name), body), GroupLines::all);
  }
}
