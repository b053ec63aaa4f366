package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.Optional;

/** Whether mirrors ask their upstreams. */
final class Reach {
  private final Session session;

  Reach(Session session) {
    this.session = session;
  }

  /** Says it of one mirror or of all; stops at the first that is refused. */
  int set(Optional<Name> source, boolean offline) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode changed = all.putArray("sources");
    List<Name> mirrors;
    if (source.isPresent()) {
      mirrors = List.of(source.get());
    } else {
      Answer known = session.api().get(ApiPath.of("sources"));
      if (!(known instanceof Answer.Done(int _, JsonNode body))) {
        return session.show(known, nothing -> {});
      }
      mirrors = mirrors(body);
    }
    if (mirrors.isEmpty()) {
      session.console().message("there is no mirror; 'larder create source --type=pypi' makes one");
      return ExitCode.REFUSED;
    }
    for (Name mirror : mirrors) {
      Answer answer =
          session.api().patch(ApiPath.of("sources", mirror), new Body().with("offline", offline));
      if (!(answer instanceof Answer.Done(int _, JsonNode body))) {
        return session.show(answer, nothing -> {});
      }
      changed.add(body);
      if (!session.console().isJson()) {
        session.console().result(line(body));
      }
    }
    if (session.console().isJson()) {
      session.console().json(all);
    }
    return ExitCode.DONE;
  }

  private static List<Name> mirrors(JsonNode body) {
    return body.path("sources")
        .valueStream()
        .filter(source -> source.path("type").asText().equals("pypi"))
        .map(source -> Name.parse(source.path("name").asText()))
        .toList();
  }

  private static String line(JsonNode source) {
    String since = source.path("offlineSince").asText("");
    return since.isEmpty()
        ? "Source '%s' is online.".formatted(source.path("name").asText())
        : "Source '%s' is offline since %s: what is known is served, and nothing is asked of %s."
            .formatted(
                source.path("name").asText(), since, source.path("url").asText("its upstream"));
  }
}
