package dev.larder.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder list people}. */
@Command(
    name = "people",
    description = "Show the people who may sign in, 100 at a time.",
    footer = {"", "Example:", "  larder list people --search=ad"})
public final class ListPeople implements SessionCommand {
  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only those whose names, or e-mail addresses, begin so.")
  private Optional<String> search;

  @Option(names = "--after", paramLabel = "NAME", description = "Only those after this one.")
  private Optional<String> after;

  @Override
  public int run(Session session) {
    ApiPath path = ApiPath.of("people").with("search", search).with("after", after);
    return session.show(session.api().get(path), people -> show(session, people));
  }

  private static void show(Session session, JsonNode body) {
    var table = new Table("NAME", "E-MAIL", "ENABLED", "GROUPS", "CREATED");
    for (JsonNode person : body.path("people")) {
      table.row(
          person.path("name").asText(),
          person.path("email").asText(""),
          Names.yesOrNo(person.path("enabled")),
          Names.listed(person.path("groups")),
          person.path("created").asText(""));
    }
    session.show(table);
    String next = body.path("next").asText("");
    if (!next.isEmpty()) {
      session.console().message("There are more: --after=" + next);
    }
  }
}
