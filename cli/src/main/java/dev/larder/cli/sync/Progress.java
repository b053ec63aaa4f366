package dev.larder.cli.sync;

import dev.larder.cli.output.Console;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * Shows how far a run is: on a terminal in one line that is drawn again and again, elsewhere in a
 * line now and then.
 */
final class Progress implements Follower.Display {
  private static final Duration APART = Duration.ofSeconds(30);
  private static final int BAR = 28;
  private static final int SHORTEST_BAR = 10;

  private final Console console;
  private final OptionalInt width;
  private final InstantSource clock;
  private final Instant since;

  private State state;
  private Instant nextLine = Instant.MIN;
  private String phase = "";
  private String message = "";

  /**
   * @param width of the terminal; empty where there is none
   * @param begun the run as it was when it was asked for
   */
  Progress(Console console, OptionalInt width, InstantSource clock, State begun) {
    this.console = console;
    this.width = width;
    this.clock = clock;
    this.state = begun;
    // the server's clock may be another one
    Instant now = clock.instant();
    this.since = begun.isJoined() ? begun.started().orElse(now) : now;
  }

  @Override
  public void show(State now) {
    state = now;
    if (!state.message().equals(message)) {
      message = state.message();
      if (!message.isEmpty() && state.isUnderWay()) {
        console.message(message);
      }
    }
    again();
  }

  @Override
  public void again() {
    if (width.isPresent()) {
      console.draw(drawn(width.getAsInt()));
    } else if (isWorthALine()) {
      phase = phase();
      nextLine = clock.instant().plus(APART);
      console.message(line());
    }
  }

  @Override
  public void trouble(String why) {
    if (!why.equals(message)) {
      message = why;
      console.message(why + "; trying again");
    }
  }

  /** The last line stands, whatever is written next. */
  void end() {
    console.keepDrawn();
  }

  private boolean isWorthALine() {
    return !phase().equals(phase) || !state.isUnderWay() || !clock.instant().isBefore(nextLine);
  }

  private String phase() {
    return state.sync().path("phase").asText();
  }

  private String line() {
    return what() + " " + tail();
  }

  private String drawn(int columns) {
    // the last column stays free, for some terminals go on to the next line at it
    int room = columns - 1 - line().length() - 3;
    int length = Math.min(BAR, room);
    String line =
        state.total().isEmpty() || length < SHORTEST_BAR
            ? line()
            : "%s [%s] %s".formatted(what(), bar(length), tail());
    return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
  }

  private String what() {
    return state.total().isPresent()
        ? "Packages in %s snapshot: %s".formatted(state.source(), state.counts())
        : switch (phase()) {
          case "compare" -> "Comparing the list of %s".formatted(state.source());
          default -> "Reading the list of %s".formatted(state.source());
        };
  }

  private String tail() {
    Duration length = Duration.between(since, clock.instant());
    String time = State.text(length.isNegative() ? Duration.ZERO : length);
    return state.failed() == 0 ? time : "%s (%d failed)".formatted(time, state.failed());
  }

  private String bar(int length) {
    long total = Math.max(1, state.total().orElseThrow());
    long done = state.total().orElseThrow() == 0 ? 1 : Math.min(state.done(), total);
    if (done == total) {
      return "=".repeat(length);
    }
    int full = (int) (done * (length - 1) / total);
    return "=".repeat(full) + ">" + "-".repeat(length - 1 - full);
  }
}
