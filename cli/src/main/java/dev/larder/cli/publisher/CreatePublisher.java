package dev.larder.cli.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder create publisher}. */
@Command(
    name = "publisher",
    description = {
      "Let jobs of a CI system upload without a stored secret (trusted publishing).",
      "Whoever has these claims of that issuer gets a token of 15 minutes for that project."
    },
    footer = {
      "",
      "Examples:",
      "  larder create publisher --source=private --project=corp-app --issuer=github"
          + " --claims repository=acme/app workflow=release.yml environment=release",
      "  larder create publisher --source=private --project='corp-*' --issuer=gitlab"
          + " --claims project_path=acme/app workflow=.gitlab-ci.yml ref_protected=true",
      "  larder create publisher --source=private --project=corp-app"
          + " --issuer=https://ci.example --claims sub=job:release"
    })
public final class CreatePublisher implements SessionCommand {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "Where it may upload. Required.")
  private Name source;

  @Option(
      names = "--project",
      required = true,
      paramLabel = "NAME|PATTERN",
      description = "What it may upload, as corp-app or 'corp-*'. Required.")
  private Name project;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "github|gitlab|URL",
      description = "Who vouches for its jobs. Required.")
  private Name issuer;

  @Option(
      names = "--claims",
      required = true,
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = {
        "What the issuer must say of a job, each exactly. Required.",
        "github: repository, workflow (the file's name); gitlab: project_path, workflow (the"
            + " pipeline's file); others: sub. More narrow it down."
      })
  private Map<String, String> claims = new LinkedHashMap<>();

  @Override
  public int run(Session session) {
    Body body =
        new Body()
            .with("source", source)
            .with("project", project)
            .with("issuer", issuer)
            .with("claims", claims);
    return session.print(
        session.api().post(ApiPath.of("publishers"), body), CreatePublisher::lines);
  }

  private static List<String> lines(JsonNode publisher) {
    return List.of(
        "Publisher: %s".formatted(publisher.path("guid").asText()),
        " Source:  %s".formatted(publisher.path("source").asText()),
        " Project:  %s".formatted(publisher.path("project").asText()),
        " Issuer:  %s".formatted(publisher.path("issuer").asText()),
        " Claims:  %s".formatted(ListPublishers.claims(publisher)));
  }
}
