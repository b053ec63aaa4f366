package dev.larder.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code larder list packages}. */
@Command(
    name = "packages",
    description = "Show the packages of a repository or of a source, 100 a page.",
    footer = {
      "",
      "Examples:",
      "  larder list packages --repo=main --search=django --page=2",
      "  larder list packages --repo=main --search=django --snapshot=2019-03-01 --count",
      "  larder list packages --source=private --count"
    })
public final class ListPackages implements SessionCommand {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private RepoOrSource of;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only those whose names have this in them: the name itself first, then those that begin"
              + " so, then the others; and then those whose summary has all of these words. One or"
              + " two letters: those whose names begin so.")
  private Optional<String> search;

  @Option(names = "--prefix", description = "Of --search, only those whose names begin so.")
  private boolean prefix;

  @Option(
      names = "--snapshot",
      paramLabel = "DATE",
      description = "Of a repository, as it stood then: a date, an instant or a serial.")
  private Optional<Name> snapshot;

  @Option(
      names = "--count",
      description =
          "How many there are, and nothing else: a number, or 'more than 10000', which is soon"
              + " known.")
  private boolean count;

  @Option(names = "--exact", description = "Of --count, a number however many there are.")
  private boolean exact;

  @Option(
      names = "--page",
      paramLabel = "N",
      description = "Which page; the first is 1 (the default).")
  private Optional<Integer> page;

  @Override
  public int run(Session session) {
    if (page.filter(number -> number < 1).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--page begins with 1");
    }
    if (count && page.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--count has no pages; leave --page out");
    }
    if (prefix && search.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--prefix needs --search");
    }
    if (exact && !count) {
      throw new ParameterException(spec.commandLine(), "--exact needs --count");
    }
    if (snapshot.isPresent() && !of.isRepo()) {
      throw new ParameterException(
          spec.commandLine(), "--snapshot needs --repo: a source is listed as it is now");
    }
    return count
        ? session.print(
            session
                .api()
                .get(
                    searched(of.count())
                        .with("exact", exact ? Optional.of("true") : Optional.empty())),
            body -> List.of(counted(body)))
        : session.show(page(session.api()), packages -> show(session, packages));
  }

  private ApiPath searched(ApiPath path) {
    return path.with("search", search)
        .with("match", prefix ? Optional.of("prefix") : Optional.empty())
        .with("snapshot", snapshot);
  }

  private static String counted(JsonNode body) {
    return (body.path("more").asBoolean() ? "more than " : "") + body.path("count").asText();
  }

  private Answer page(Api api) {
    return new Pages(api, searched(of.packages())).page(page.orElse(1));
  }

  private void show(Session session, JsonNode body) {
    var table = new Table("NAME", "SOURCE", "SERIAL", "SUMMARY");
    for (JsonNode one : body.path("packages")) {
      table.row(
          one.path("name").asText(),
          one.path("source").asText(),
          one.path("serial").asText(),
          one.path("described").asBoolean() ? one.path("summary").asText("") : "unknown");
    }
    session.show(table);
    if (!body.path("next").asText("").isEmpty()) {
      session.console().message("There are more: --page=" + (page.orElse(1) + 1));
    }
  }
}
