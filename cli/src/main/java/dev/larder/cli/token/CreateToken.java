package dev.larder.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.output.Console;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code larder create token}: the token alone goes to the result, so that a script can take it.
 */
@Command(
    name = "token",
    description = "Create an access token and show it, once.",
    footer = {
      "",
      "Examples:",
      "  larder create token --description=CI --sources=private --expires=30d",
      "  larder create token --description=corp --sources=private --projects='corp-*'",
      "  larder create token --description=admin --scope=global:admin --expires=8h --quiet"
    })
public final class CreateToken implements SessionCommand {
  private static final String NOTICE =
      "Generated an access token. Be sure to record this token immediately since you will not be"
          + " able to retrieve it later.";

  private static final String ENDLESS =
      "It never ends by itself: --expires=30d makes one that does, 'larder revoke token --guid=%s'"
          + " ends this one.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--description",
      required = true,
      paramLabel = "TEXT",
      description = "What it is for. Required.")
  private String description;

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "NAME",
      description = "The sources that it is valid for; '*' is all.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--repos",
      split = ",",
      paramLabel = "NAME",
      description = "The repositories that it is valid for; '*' is all.")
  private List<String> repos = new ArrayList<>();

  @Option(
      names = "--projects",
      split = ",",
      paramLabel = "NAME|PATTERN",
      description = {
        "The projects of these sources that it may write to, as 'corp-*'; at most 8.",
        "Without it: every project."
      })
  private List<String> projects = new ArrayList<>();

  @Option(
      names = "--scope",
      split = ",",
      paramLabel = "SCOPE",
      description = {
        "What it may do: repos:read, sources:read, sources:write, global:admin.",
        "Without it: sources:write with --sources, repos:read with --repos."
      })
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "30d|never",
      description = "How long it is valid: a number with s, m, h or d, or never (the default).")
  private Optional<String> expires;

  @Option(
      names = {"-q", "--quiet"},
      description = "The token only, no notice.")
  private boolean quiet;

  @Override
  public int run(Session session) {
    if (!end().matches("never|[1-9][0-9]{0,8}[smhd]")) {
      throw wrong("--expires=" + end() + ": give a number with s, m, h or d, as 30d, or never");
    }
    return session.show(
        session.api().post(ApiPath.of("tokens"), body()), token -> show(session.console(), token));
  }

  private String end() {
    return expires.orElse("never");
  }

  private Body body() {
    Body body =
        new Body()
            .with("description", description)
            .with("scopes", scopes.isEmpty() ? defaultScopes() : stripped(scopes))
            .with("sources", stripped(sources))
            .with("repos", stripped(repos))
            .with("expires", end());
    return projects.isEmpty() ? body : body.with("projects", stripped(projects));
  }

  private List<String> defaultScopes() {
    List<String> defaults = new ArrayList<>();
    if (!sources.isEmpty()) {
      defaults.add("sources:write");
    }
    if (!repos.isEmpty()) {
      defaults.add("repos:read");
    }
    if (defaults.isEmpty()) {
      throw wrong("what may the token do? Give --sources, --repos or --scope");
    }
    return defaults;
  }

  private static List<String> stripped(List<String> values) {
    return values.stream().map(String::strip).toList();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void show(Console console, JsonNode body) {
    if (!quiet) {
      console.message(NOTICE);
      if (expires.isEmpty()) {
        console.message(ENDLESS.formatted(body.path("guid").asText()));
      }
    }
    console.result(body.path("token").asText());
  }
}
