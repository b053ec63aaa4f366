package dev.larder.blob.cache;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The book-keeping of a bounded store: what is in it, how large, what was used last, and what room
 * is promised to those who are still writing. What has several names is counted once, and once for
 * each source that has it.
 *
 * <p>A source has at most half of the room while others want it: what must go is taken from who has
 * more than half, and who would have more than half with what it asks for gets that only of what
 * nobody else has. Not thread-safe.
 */
final class Shelf {
  private final long bound;
  private final Map<Long, Part> parts = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Set<CacheName>> contents = new HashMap<>();
  private long used;
  private long promised;
  private long uses;

  Shelf(long bound) {
    this.bound = bound;
  }

  /** One name of something. */
  private static final class Item {
    final long bytes;
    final String file;
    long lastUse;

    Item(long bytes, String file) {
      this.bytes = bytes;
      this.file = file;
    }
  }

  /** What one source has. */
  private static final class Part {
    /** Those that weren't used for longest come first. */
    final LinkedHashMap<CacheName, Item> items = new LinkedHashMap<>();

    final Map<String, Integer> names = new HashMap<>();
    long used;
    long promised;

    long all() {
      return used + promised;
    }

    long oldest() {
      return items.firstEntry().getValue().lastUse;
    }
  }

  private Part part(long source) {
    return parts.computeIfAbsent(source, s -> new Part());
  }

  /**
   * Promises a source room, by giving up what was least recently used.
   *
   * @return what must go, or empty when there can't be that much room now
   */
  Optional<List<CacheName>> promise(long source, long bytes) {
    Part own = part(source);
    boolean half = own.all() + bytes > bound / 2;
    long ofOthers = half ? Math.min(used, usedByOthers(own)) : 0;
    if (bytes > bound - promised - ofOthers) {
      return Optional.empty();
    }
    own.promised += bytes;
    promised += bytes;
    return Optional.of(shrink());
  }

  private long usedByOthers(Part own) {
    return parts.values().stream().filter(part -> part != own).mapToLong(part -> part.used).sum();
  }

  /** The promise is no longer needed. */
  void release(long source, long bytes) {
    part(source).promised -= bytes;
    promised -= bytes;
  }

  /**
   * Something is there now; answers what must go for it, itself perhaps.
   *
   * @param file the same for all names of the same file
   */
  List<CacheName> add(CacheName name, long bytes, String file) {
    remove(name);
    Part part = part(name.owner().source());
    Item item = new Item(bytes, file);
    item.lastUse = ++uses;
    part.items.put(name, item);
    contents.computeIfAbsent(name.content(), c -> new HashSet<>()).add(name);
    if (names.merge(file, 1, Integer::sum) == 1) {
      used += bytes;
    }
    if (part.names.merge(file, 1, Integer::sum) == 1) {
      part.used += bytes;
    }
    return shrink();
  }

  void remove(CacheName name) {
    Part part = part(name.owner().source());
    Item item = part.items.remove(name);
    if (item == null) {
      return;
    }
    contents.computeIfPresent(
        name.content(), (c, all) -> all.remove(name) && all.isEmpty() ? null : all);
    if (less(names, item.file)) {
      used -= item.bytes;
    }
    if (less(part.names, item.file)) {
      part.used -= item.bytes;
    }
  }

  /** Whether that was its last name. */
  private static boolean less(Map<String, Integer> names, String file) {
    return names.computeIfPresent(file, (f, count) -> count == 1 ? null : count - 1) == null;
  }

  /** Used just now. Answers whether it is there. */
  boolean touch(CacheName name) {
    Item item = item(name);
    if (item == null) {
      return false;
    }
    item.lastUse = ++uses;
    part(name.owner().source()).items.putLast(name, item);
    return true;
  }

  long used() {
    return used;
  }

  /** What a source has, in bytes. */
  long used(long source) {
    return part(source).used;
  }

  /** Another name of the same content, if what it is of has the same size. */
  Optional<CacheName> sameAs(CacheName name, long bytes) {
    return of(name.content()).stream()
        .filter(other -> other.kind().equals(name.kind()) && !other.equals(name))
        .filter(other -> item(other).bytes == bytes)
        .findFirst();
  }

  /** What a name is of: the same for all names of the same file. */
  Optional<String> file(CacheName name) {
    return Optional.ofNullable(item(name)).map(item -> item.file);
  }

  /** The names of a content and of what belongs to it, by whatever else that is called here. */
  List<CacheName> all(String content) {
    Set<String> files = of(content).stream().map(name -> item(name).file).collect(toSet());
    return parts.values().stream()
        .flatMap(part -> part.items.entrySet().stream())
        .filter(entry -> files.contains(entry.getValue().file))
        .flatMap(entry -> of(entry.getKey().content()).stream())
        .distinct()
        .toList();
  }

  private Set<CacheName> of(String content) {
    return contents.getOrDefault(content, Set.of());
  }

  private Item item(CacheName name) {
    return part(name.owner().source()).items.get(name);
  }

  private List<CacheName> shrink() {
    List<CacheName> gone = new ArrayList<>();
    for (Optional<Part> from = from(); used + promised > bound && from.isPresent(); from = from()) {
      CacheName oldest = from.get().items.firstEntry().getKey();
      remove(oldest);
      gone.add(oldest);
    }
    return gone;
  }

  /** Who has to give something up: who has more than half, else who didn't use it for longest. */
  private Optional<Part> from() {
    List<Part> holding = parts.values().stream().filter(part -> !part.items.isEmpty()).toList();
    return holding.stream()
        .filter(part -> part.all() > bound / 2)
        .max(Comparator.comparingLong(Part::all))
        .or(() -> holding.stream().min(Comparator.comparingLong(Part::oldest)));
  }
}
