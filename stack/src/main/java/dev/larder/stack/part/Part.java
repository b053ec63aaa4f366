package dev.larder.stack.part;

import java.time.Duration;
import java.util.Set;

/** One process of the stack. */
public interface Part {

  /** Who stands on whom; a layer ends before the one named before it. */
  enum Layer {
    DATABASE,
    STORES,
    IDENTITY,
    SERVICES,
    GATEWAY
  }

  /** Of the log and the run file: {@code index-service}. */
  String name();

  /** As people call it: {@code PostgreSQL}. */
  String title();

  /** Where it stands. */
  Layer layer();

  /** The parts that must have been ready once before this one is started first. */
  Set<String> needs();

  /**
   * Makes ready what the process needs and says how to start it; called before every start, so what
   * is there already must cost nothing.
   */
  Launch prepare() throws Exception;

  /** The parts without which it can't be ready, so that it need not be asked before they are. */
  default Set<String> askedAfter() {
    return Set.of();
  }

  /** Whether it answers; may block for some seconds at most. */
  boolean ready();

  /** Whether a process that ended by itself with this code had no memory left. */
  default boolean isOutOfMemory(int code) {
    return false;
  }

  /** What asks the process to end. */
  default String stopSignal() {
    return "TERM";
  }

  /** How long its end may take. */
  default Duration patience() {
    return Duration.ofSeconds(4);
  }
}
