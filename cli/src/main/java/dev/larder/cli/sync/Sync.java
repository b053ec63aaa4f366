package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.connection.StoppedException;
import dev.larder.cli.output.Console;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder sync}: begins runs, or joins those under way, and follows one after the other. */
@Command(
    name = "sync",
    description = {
      "Bring mirrors up to date with their upstreams: every package that they list, without files.",
      "A run goes on in the server, whether this command waits for it or is ended by Ctrl-C; the"
          + " same command then shows it again, and 'larder cancel sync' ends it.",
      "Ends with 0 when the run is complete, a few failed packages aside, and with 1 when it"
          + " failed, was cancelled, or stopped because the upstream's list shrank."
    },
    footer = {
      "",
      "Examples:",
      "  larder sync --type=pypi",
      "  larder sync --source=partner --no-wait"
    })
public final class Sync implements SessionCommand {
  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(names = "--no-wait", description = "Begin, and don't wait for the end.")
  private boolean noWait;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but how it ended.")
  private boolean quiet;

  @Option(
      names = "--accept-shrink",
      description = "Take it that the upstream's list lost many of its names since last time.")
  private boolean acceptShrink;

  /** One of the two. */
  static final class What {
    @Option(
        names = "--type",
        required = true,
        paramLabel = "TYPE",
        description = "All mirrors of this type: pypi.")
    private String type;

    @Option(
        names = "--source",
        required = true,
        paramLabel = "NAME",
        description = "This mirror alone.")
    private Name source;
  }

  @Override
  public int run(Session session) {
    Body body =
        new Body()
            .with("type", Optional.ofNullable(what.type))
            .with("source", Optional.ofNullable(what.source));
    if (acceptShrink) {
      body.with("acceptShrink", true);
    }
    Answer begun = session.api().post(ApiPath.of("syncs"), body);
    if (!(begun instanceof Answer.Done(int _, JsonNode answer))) {
      return session.show(begun, nothing -> {});
    }
    List<State> runs = answer.path("syncs").valueStream().map(State::new).toList();
    if (runs.isEmpty()) {
      session.console().message("there is no mirror; 'larder create source --type=pypi' makes one");
      return ExitCode.REFUSED;
    }
    if (!quiet) {
      announce(session.console(), runs);
    }
    return noWait ? session.show(begun, nothing -> {}) : follow(session, runs);
  }

  private static void announce(Console console, List<State> runs) {
    runs.stream()
        .filter(State::isJoined)
        .forEach(
            run ->
                console.message(
                    "PyPI synchronization for %s is under way since %s"
                        .formatted(run.source(), run.sync().path("startedAt").asText())));
    String begun =
        runs.stream()
            .filter(run -> !run.isJoined())
            .map(State::source)
            .collect(Collectors.joining(", "));
    if (!begun.isEmpty()) {
      console.message(
          "Initiated PyPI synchronization for %s. Depending on how much data has been previously synchronized, this could take a while. Actions will appear in the Larder UI as they are completed."
              .formatted(begun));
    }
  }

  private int follow(Session session, List<State> runs) {
    int exitCode = ExitCode.DONE;
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    var ended = all.putArray("syncs");
    for (State run : runs) {
      switch (follow(session, run)) {
        case Answer.Done(int _, JsonNode sync) -> {
          ended.add(sync);
          exitCode = Math.max(exitCode, end(session.console(), new State(sync)));
        }
        case Answer.Refused refused -> {
          return session.show(refused, nothing -> {});
        }
        case Answer.Unreachable unreachable -> {
          return session.show(unreachable, nothing -> {});
        }
      }
    }
    if (session.console().isJson()) {
      session.console().json(all);
    }
    return exitCode;
  }

  private Answer follow(Session session, State run) {
    Console console = session.console();
    String notice =
        "PyPI synchronization for %1$s goes on: 'larder sync --source=%1$s' shows it again, 'larder cancel sync --source=%1$s' ends it"
            .formatted(run.source());
    try (var _ = new InterruptNotice(console, notice)) {
      if (quiet) {
        return new Follower(session::api, new Nothing(), Sync::rest).follow(run.id());
      }
      var progress =
          new Progress(console, session.terminal().progressWidth(), InstantSource.system(), run);
      try {
        return new Follower(session::api, progress, Sync::rest).follow(run.id());
      } finally {
        progress.end();
      }
    }
  }

  /** Says how it ended, and returns the exit code. */
  private static int end(Console console, State state) {
    String what = "PyPI synchronization for %s ".formatted(state.source());
    if (!state.isFinished()) {
      String why = state.message().isEmpty() ? "" : ": " + state.message();
      console.message(what + (state.name().equals("shrunk") ? "stopped" : state.name()) + why);
      return ExitCode.REFUSED;
    }
    if (!console.isJson()) {
      console.result(
          what
              + (state.name().equals("complete")
                  ? "complete"
                  : "complete but for %d: see larder info --sync=%s"
                      .formatted(state.failed(), state.id())));
    }
    return ExitCode.DONE;
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(ExitCode.REFUSED, "interrupted; the synchronization goes on");
    }
  }

  /** Shows nothing. */
  private record Nothing() implements Follower.Display {
    @Override
    public void show(State state) {}

    @Override
    public void again() {}

    @Override
    public void trouble(String why) {}
  }
}
