package dev.larder.blob.fill;

import dev.larder.blob.cache.CacheName;
import java.util.LinkedHashSet;
import java.util.Set;

/** Files whose copy in the object store turned out corrupt, so that it is passed over. Bounded. */
final class CorruptObjects {
  private static final int CAPACITY = 1_000;

  private final Set<CacheName> names = new LinkedHashSet<>();

  synchronized void add(CacheName name) {
    names.add(name);
    if (names.size() > CAPACITY) {
      names.remove(names.iterator().next());
    }
  }

  /** Whether an origin is to be tried. */
  synchronized boolean passesOver(Wanted wanted, Origin origin) {
    return origin.stored() && wanted.origins().size() > 1 && names.contains(wanted.name());
  }

  synchronized boolean holds(CacheName name) {
    return names.contains(name);
  }

  synchronized void clear(CacheName name) {
    names.remove(name);
  }
}
