package dev.larder.index.sweep;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When the newest syncs of a source began that looked at some names. */
public final class Swept {
  private final @Nullable Instant newest;
  private final Map<String, Instant> others = new HashMap<>();

  Swept(Optional<SweepRow> newest, List<UnsweptRow> unswept) {
    this.newest = newest.map(SweepRow::lookedAt).orElse(null);
    unswept.forEach(row -> others.put(row.name(), row.lookedAt()));
  }

  /** Empty where none did. */
  public Optional<Instant> lookedAt(String name) {
    return Optional.ofNullable(others.containsKey(name) ? others.get(name) : newest);
  }
}
