package dev.larder.auth.audit;

import dev.larder.auth.Outcome;
import dev.larder.auth.http.Work;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Changes of who may what that can't be undone without a trace, and are therefore written down
 * first: nobody gets a right that the log doesn't know of.
 */
@Component
public final class AuditedChanges {

  private final Audit audit;

  AuditedChanges(Audit audit) {
    this.audit = audit;
  }

  /**
   * Writes the line and then does it; refused, and nothing is done, where it can't be written. A
   * change that comes to nothing all the same gets a second line that says so.
   */
  public <T> Outcome<T> writtenFirst(Actor actor, Line line, Supplier<Outcome<T>> change) {
    if (!audit.written(actor, line)) {
      return Outcome.refused(
          503,
          "nothing is changed that isn't in the log, and that can't be written now: see 'larder status', then try again");
    }
    Outcome<T> outcome;
    try {
      outcome = change.get();
    } catch (RuntimeException e) {
      audit.later(actor, line.notDone("Keycloak did not take all of it"));
      throw e;
    }
    if (outcome instanceof Outcome.Refused<T>(int _, String detail)) {
      audit.later(actor, line.notDone(detail));
    }
    return outcome;
  }

  /** Of what takes rights away: it stands, and its line is written as soon as that is possible. */
  public Outcome<Work.NoContent> done(Actor actor, Line line) {
    audit.later(actor, line);
    return Outcome.done(Work.NoContent.DONE);
  }
}
