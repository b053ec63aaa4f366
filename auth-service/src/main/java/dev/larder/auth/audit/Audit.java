package dev.larder.auth.audit;

/**
 * The log that index-service keeps.
 *
 * <p>What gives rights is undone where it can't be written down: nobody holds a token that the log
 * doesn't know. What takes rights away stands whatever becomes of its line, which is written as
 * soon as that is possible.
 */
public interface Audit {

  /** Writes a line now; false where that can't be done. */
  boolean written(Actor actor, Line line);

  /** Has a line written in the background. */
  void later(Actor actor, Line line);
}
