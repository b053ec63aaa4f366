package dev.larder.sync.lead;

import dev.larder.sync.database.Database;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;

/** Somebody else leads the run by now. */
final class LostLeadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private LostLeadException() {
    super("The run is led by another one by now");
  }

  /**
   * Does something in one transaction, if the run is still led by that claim.
   *
   * @throws LostLeadException if it isn't
   */
  static void unlessLost(Database database, Runs runs, Run run, Runnable work) {
    database.run(
        () -> {
          if (runs.lock(run.id(), run.leaseOwner()).isEmpty()) {
            throw new LostLeadException();
          }
          work.run();
        });
  }
}
