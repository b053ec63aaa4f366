package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder edit project}: its status (PEP 792). */
@Command(
    name = "project",
    description = "Change a project's status, which installers are told.",
    footer = {
      "",
      "Example:",
      "  larder edit project --source=private --name=corp-old --status=deprecated"
    })
public final class EditProject implements SessionCommand {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The local source that it is in. Required.")
  private Name source;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The project. Required.")
  private Name name;

  @Option(
      names = "--status",
      required = true,
      paramLabel = "STATUS",
      description = "One of ${COMPLETION-CANDIDATES}. Required.")
  private Status status;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private Optional<String> reason;

  /** Spelled as it is typed. */
  enum Status {
    active,
    archived,
    quarantined,
    deprecated
  }

  @Override
  public int run(Session session) {
    return session.print(
        session
            .api()
            .patch(
                ApiPath.of("sources", source, "projects", name),
                new Body().with("status", status).with("reason", reason)),
        EditProject::lines);
  }

  private static List<String> lines(JsonNode project) {
    String reason = project.path("reason").asText("");
    return List.of(
        "Project '%s' of source '%s': %s%s"
            .formatted(
                project.path("name").asText(),
                project.path("source").asText(),
                project.path("status").asText(),
                reason.isEmpty() ? "" : " (" + reason + ")"));
  }
}
