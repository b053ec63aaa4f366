package dev.larder.sync.run;

import java.util.Locale;

/** How it goes with a run, or went. */
public enum State {
  RUNNING,
  /** The upstream or another part is away; it goes on by itself. */
  WAITING,
  COMPLETE,
  /** Complete but for what failed. */
  INCOMPLETE,
  /** The list lost more than is believed without somebody's word. */
  SHRUNK,
  CANCELLED,
  FAILED;

  /** As it is told. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing of it is to come. */
  public boolean isFinal() {
    return switch (this) {
      case RUNNING, WAITING -> false;
      case COMPLETE, INCOMPLETE, SHRUNK, CANCELLED, FAILED -> true;
    };
  }

  /** Whether what it came to is in the catalogue. */
  public boolean isFinished() {
    return switch (this) {
      case COMPLETE, INCOMPLETE -> true;
      case RUNNING, WAITING, SHRUNK, CANCELLED, FAILED -> false;
    };
  }
}
