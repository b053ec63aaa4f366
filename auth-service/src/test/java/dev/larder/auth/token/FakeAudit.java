package dev.larder.auth.token;

import dev.larder.auth.audit.Asker;
import dev.larder.auth.audit.Audit;
import dev.larder.auth.audit.Line;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lines of the log in memory, or none when told to. */
final class FakeAudit implements Audit {

  record Written(Asker asker, Line line) {}

  final List<Written> lines = new ArrayList<>();
  boolean away;

  @Override
  public boolean written(Asker asker, Line line) {
    if (!away) {
      lines.add(new Written(asker, line));
    }
    return !away;
  }

  @Override
  public void later(Asker asker, Line line) {
    throw new UnsupportedOperationException("no test needs it");
  }
}
