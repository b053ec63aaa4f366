package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.EventStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows a run to its end by what the server tells as it happens, again after the connection
 * broke, and by asking now and then where events don't come through.
 */
final class Follower {
  private static final Duration REDRAWN = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** As long as a server may be away, to be started anew for example. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Supplier<Api> api;
  private final Display display;
  private final Pause pause;
  private boolean deaf;

  /** Shows what is told. */
  interface Display {
    /** The run stands so now. */
    void show(State state);

    /** Time has passed. */
    void again();

    /** The server can't be asked now. */
    void trouble(String why);
  }

  /** Waits; a test needn't. */
  interface Pause {
    void rest(Duration time);
  }

  /**
   * @param api asked for anew for each connection, as credentials may end meanwhile
   */
  Follower(Supplier<Api> api, Display display, Pause pause) {
    this.api = api;
    this.display = display;
    this.pause = pause;
  }

  /** The run when it was over, or why that can't be told. */
  Answer follow(String id) {
    Duration away = Duration.ZERO;
    while (true) {
      Optional<Answer> told = listen(id);
      Answer answer = told.orElseGet(() -> api.get().get(ApiPath.of("syncs", id)));
      switch (answer) {
        case Answer.Done(int _, JsonNode sync) -> {
          away = Duration.ZERO;
          State state = new State(sync);
          display.show(state);
          if (!state.isUnderWay()) {
            return answer;
          }
        }
        case Answer.Refused(int status, String message) -> {
          if (status < 500 || away.compareTo(PATIENCE) >= 0) {
            return answer;
          }
          display.trouble(message);
        }
        case Answer.Unreachable(String message) -> {
          if (away.compareTo(PATIENCE) >= 0) {
            return answer;
          }
          display.trouble(message);
        }
      }
      pause.rest(PAUSE);
      away = away.plus(PAUSE);
    }
  }

  /** The end of the run, if it is told. */
  private Optional<Answer> listen(String id) {
    if (deaf) {
      return Optional.empty();
    }
    Optional<EventStream> events = api.get().events(ApiPath.of("syncs", id, "events"));
    if (events.isEmpty()) {
      return Optional.empty();
    }
    try (EventStream stream = events.get()) {
      // whoever stands between may hold back what is told
      deaf = true;
      while (true) {
        switch (stream.next(REDRAWN)) {
          case EventStream.Next.Event(JsonNode sync) -> {
            deaf = false;
            State state = new State(sync);
            if (!state.isUnderWay()) {
              return Optional.of(new Answer.Done(200, sync));
            }
            display.show(state);
          }
          case EventStream.Next.Silence() -> display.again();
          case EventStream.Next.End() -> {
            return Optional.empty();
          }
        }
      }
    }
  }
}
