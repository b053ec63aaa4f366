package dev.larder.auth.token;

import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.Audit;
import dev.larder.auth.audit.Line;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lines of the log in memory, or none when told to. */
final class FakeAudit implements Audit {

  record Written(Actor actor, Line line) {}

  final List<Written> lines = new ArrayList<>();
  boolean away;

  @Override
  public boolean written(Actor actor, Line line) {
    if (!away) {
      lines.add(new Written(actor, line));
    }
    return !away;
  }

  @Override
  public void later(Actor actor, Line line) {
    throw new UnsupportedOperationException("no test needs it");
  }
}
