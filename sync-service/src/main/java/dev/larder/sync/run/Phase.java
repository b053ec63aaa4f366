package dev.larder.sync.run;

/** What a run is at. */
public enum Phase {
  LIST,
  COMPARE,
  FETCH,
  FINISH,
  /** It is over; what it left in the object store goes. */
  TIDY,
  /** Until what was missed may be looked at again. */
  REST,
  SECOND_LOOK,
  OVER;

  /** As it is told: all that comes after its end is {@code done}. */
  public String wire() {
    return switch (this) {
      case LIST -> "list";
      case COMPARE -> "compare";
      case FETCH -> "fetch";
      case FINISH -> "finish";
      case TIDY, REST, SECOND_LOOK, OVER -> "done";
    };
  }
}
