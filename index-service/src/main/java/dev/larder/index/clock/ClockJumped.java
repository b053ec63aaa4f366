package dev.larder.index.clock;

import java.time.Duration;

/**
 * The database's clock is much further than it can be. Nothing is stamped with it until somebody
 * says that it is right, or it is set back. The message is the line for who asked.
 */
public final class ClockJumped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClockJumped(Duration jump) {
    super(
        "The database's clock jumped forward by %s; no change is taken until it is set back or an administrator confirms it (larder clock --confirm)"
            .formatted(jump));
  }
}
