package dev.larder.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder list people}. */
@Command(
    name = "people",
    description = "Show the people who may sign in, 100 at a time.",
    footer = {"", "Example:", "  larder list people --search=ad"})
public final class ListPeople implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only those whose names, or e-mail addresses, begin so.")
  private Optional<String> search;

  @Option(names = "--after", paramLabel = "NAME", description = "Only those after this one.")
  private Optional<String> after;

  public ListPeople(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ApiPath path = ApiPath.of("people").with("search", search).with("after", after);
    return session.show(session.api().get(path), this::table);
  }

  private void table(JsonNode body) {
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
