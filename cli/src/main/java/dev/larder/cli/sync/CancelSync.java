package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder cancel sync}. */
@Command(
    name = "sync",
    description = {
      "End a run of 'larder sync' or of a schedule; what it has brought stays.",
      "Without an option the only one that is under way."
    },
    footer = {"", "Example:", "  larder cancel sync --source=pypi"})
public final class CancelSync implements SessionCommand {
  @ArgGroup(multiplicity = "0..1")
  private Which which = new Which();

  /** One of the two, or none. */
  static final class Which {
    @Option(names = "--source", paramLabel = "NAME", description = "The run of this mirror.")
    private Optional<Name> source = Optional.empty();

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "This run, as 'larder list syncs' has it.")
    private Optional<Name> id = Optional.empty();
  }

  @Override
  public int run(Session session) {
    if (which.id.isPresent()) {
      return cancel(session, which.id.get().text());
    }
    ApiPath path = ApiPath.of("syncs").with("source", which.source);
    Answer found = session.api().get(path);
    if (!(found instanceof Answer.Done(int _, JsonNode body))) {
      return session.show(found, nothing -> {});
    }
    List<State> runs =
        body.path("syncs").valueStream().map(State::new).filter(State::isUnderWay).toList();
    if (runs.size() == 1) {
      return cancel(session, runs.getFirst().id());
    }
    session
        .console()
        .message(
            runs.isEmpty()
                ? "no synchronization%s is under way"
                    .formatted(which.source.map(source -> " of '" + source + "'").orElse(""))
                : "several synchronizations are under way; choose one: --source="
                    + runs.stream().map(State::source).collect(Collectors.joining(" | ")));
    return ExitCode.REFUSED;
  }

  private static int cancel(Session session, String id) {
    return session.print(
        session.api().post(ApiPath.of("syncs", id, "cancel"), new Body()),
        sync ->
            List.of(
                "Cancelled PyPI synchronization for %s; what it has brought stays."
                    .formatted(new State(sync).source())));
  }
}
