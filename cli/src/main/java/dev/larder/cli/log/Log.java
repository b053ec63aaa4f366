package dev.larder.cli.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder log}: a page of changes, newest first. */
@Command(
    name = "log",
    description = "Show what changed, by whom and from where, newest first.",
    footer = {
      "",
      "Examples:",
      "  larder log --source=private --since=2026-01-01",
      "  larder log --package=requests"
    })
public final class Log implements SessionCommand {
  @ArgGroup(multiplicity = "0..1")
  private What what = new What();

  @Option(
      names = "--since",
      paramLabel = "DATE|INSTANT",
      description = "Nothing older: 2026-01-31, or 2026-01-31T12:00:00Z.")
  private Optional<String> since;

  @Option(
      names = "--before",
      paramLabel = "SERIAL",
      description = "Only what came before that change.")
  private Optional<Long> before;

  /** One of the three; none is all of them. */
  static final class What {
    @Option(names = "--repo", paramLabel = "NAME", description = "Changes of this repository.")
    private Optional<Name> repo = Optional.empty();

    @Option(names = "--source", paramLabel = "NAME", description = "Changes of this source.")
    private Optional<Name> source = Optional.empty();

    @Option(
        names = "--package",
        paramLabel = "NAME",
        description = "Changes of this package, in all sources.")
    private Optional<Name> pkg = Optional.empty();
  }

  @Override
  public int run(Session session) {
    ApiPath path =
        ApiPath.of("log")
            .with("repo", what.repo)
            .with("source", what.source)
            .with("package", what.pkg)
            .with("since", since)
            .with("before", before);
    return session.show(session.api().get(path), changes -> show(session, changes));
  }

  /** A person's name, or what a token is for; its guid where that can't be had. */
  private static String by(JsonNode change, Map<String, String> tokens) {
    String by = change.path("by").asText("");
    return change.path("name").asText(tokens.getOrDefault(by, by));
  }

  /** What the tokens that changed something are for; nothing is asked where none did. */
  private static Map<String, String> tokens(Session session, JsonNode body) {
    boolean none =
        body.path("changes")
            .valueStream()
            .noneMatch(
                change -> isGuid(change.path("by").asText("")) && !change.hasNonNull("name"));
    Map<String, String> descriptions = new HashMap<>();
    if (!none
        && session.api().get(ApiPath.of("tokens"))
            instanceof Answer.Done(int status, JsonNode all)) {
      all.path("tokens")
          .forEach(
              token ->
                  descriptions.put(
                      token.path("guid").asText(), token.path("description").asText()));
    }
    return descriptions;
  }

  private static boolean isGuid(String by) {
    return by.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static void show(Session session, JsonNode body) {
    Map<String, String> tokens = tokens(session, body);
    var table =
        new Table(
            "SERIAL", "INSTANT", "ACTION", "REPO", "SOURCE", "PACKAGE", "SUBJECT", "BY", "FROM",
            "COMMENT");
    for (JsonNode change : body.path("changes")) {
      table.row(
          change.path("serial").asText(),
          change.path("instant").asText(),
          change.path("action").asText(),
          change.path("repo").asText(""),
          change.path("source").asText(""),
          change.path("package").asText(""),
          change.path("subject").asText(""),
          by(change, tokens),
          change.path("from").asText(""),
          change.path("comment").asText(""));
    }
    session.show(table.whole("SERIAL", "INSTANT"));
    if (body.path("next").isNumber()) {
      session.console().message("There are older ones: --before=" + body.path("next").asText());
    }
  }
}
