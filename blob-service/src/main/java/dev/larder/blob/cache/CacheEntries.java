package dev.larder.blob.cache;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What is in a bounded cache, how large, what was used last, and what room is reserved for those
 * who are still writing. What has several names is counted once, and once for each source that has
 * it. Names are bounded too, since each takes memory here.
 *
 * <p>A source has at most half of the room while others want it: what must go is taken from who has
 * more than half, and who would have more than half with what it asks for gets that only of what
 * nobody else has. Not thread-safe.
 */
final class CacheEntries {
  private final long bound;
  private final int most;
  private final Map<Long, Part> parts = new HashMap<>();
  private final Map<String, List<CacheName>> contents = new HashMap<>();
  private long used;
  private long reserved;
  private int names;
  private long uses;

  /**
   * @param bound in bytes
   * @param most names at most
   */
  CacheEntries(long bound, int most) {
    this.bound = bound;
    this.most = most;
  }

  /** A file by all its names. */
  private static final class Stored {
    final long bytes;
    List<CacheName> names = List.of();

    Stored(long bytes) {
      this.bytes = bytes;
    }

    boolean isOf(long source) {
      return names.stream().anyMatch(name -> name.owner().source() == source);
    }
  }

  /** One name of a file. */
  private static final class Item {
    final Stored file;
    long lastUse;

    Item(Stored file, long lastUse) {
      this.file = file;
      this.lastUse = lastUse;
    }
  }

  /** What one source has. */
  private static final class Part {
    /** Those that weren't used for longest come first. */
    final LinkedHashMap<CacheName, Item> items = new LinkedHashMap<>();

    long used;
    long reserved;

    long all() {
      return used + reserved;
    }

    long oldest() {
      return items.firstEntry().getValue().lastUse;
    }
  }

  private Part part(long source) {
    return parts.computeIfAbsent(source, s -> new Part());
  }

  private Item item(CacheName name) {
    return part(name.owner().source()).items.get(name);
  }

  /**
   * Reserves room for a source, by giving up what was least recently used.
   *
   * @return what must go, or empty when there can't be that much room now
   */
  Optional<List<CacheName>> reserve(long source, long bytes) {
    Part own = part(source);
    boolean half = own.all() + bytes > bound / 2;
    long ofOthers = half ? Math.min(used, usedByOthers(own)) : 0;
    if (bytes > bound - reserved - ofOthers) {
      return Optional.empty();
    }
    own.reserved += bytes;
    reserved += bytes;
    return Optional.of(shrink());
  }

  private long usedByOthers(Part own) {
    return parts.values().stream().filter(part -> part != own).mapToLong(part -> part.used).sum();
  }

  /** The room is no longer needed. */
  void release(long source, long bytes) {
    part(source).reserved -= bytes;
    reserved -= bytes;
  }

  /** Something is there now; answers what must go for it, itself perhaps. */
  List<CacheName> add(CacheName name, long bytes) {
    return add(name, new Stored(bytes));
  }

  /** One more name of what is there; answers what must go for it. */
  List<CacheName> add(CacheName name, CacheName same) {
    Item item = item(same);
    return item == null ? List.of(name) : add(name, item.file);
  }

  private List<CacheName> add(CacheName name, Stored file) {
    remove(name);
    long source = name.owner().source();
    Part part = part(source);
    used += file.names.isEmpty() ? file.bytes : 0;
    part.used += file.isOf(source) ? 0 : file.bytes;
    file.names = with(file.names, name);
    part.items.put(name, new Item(file, ++uses));
    contents.merge(name.content(), List.of(name), (all, one) -> with(all, name));
    names++;
    return shrink();
  }

  void remove(CacheName name) {
    long source = name.owner().source();
    Part part = part(source);
    Item item = part.items.remove(name);
    if (item == null) {
      return;
    }
    Stored file = item.file;
    file.names = without(file.names, name);
    used -= file.names.isEmpty() ? file.bytes : 0;
    part.used -= file.isOf(source) ? 0 : file.bytes;
    contents.computeIfPresent(
        name.content(), (c, all) -> all.size() == 1 ? null : without(all, name));
    names--;
  }

  private static List<CacheName> with(List<CacheName> names, CacheName name) {
    return Stream.concat(names.stream(), Stream.of(name)).toList();
  }

  private static List<CacheName> without(List<CacheName> names, CacheName name) {
    return names.stream().filter(other -> !other.equals(name)).toList();
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
        .filter(other -> item(other).file.bytes == bytes)
        .findFirst();
  }

  /** The names of a content and of what belongs to it, by whatever else that is called here. */
  Set<CacheName> all(String content) {
    return of(content).stream()
        .flatMap(name -> item(name).file.names.stream())
        .flatMap(name -> of(name.content()).stream())
        .collect(toSet());
  }

  private List<CacheName> of(String content) {
    return contents.getOrDefault(content, List.of());
  }

  private List<CacheName> shrink() {
    List<CacheName> gone = new ArrayList<>();
    while (used + reserved > bound && names > 0) {
      gone.add(removeOldest(Part::all, bound));
    }
    while (names > most) {
      gone.add(removeOldest(part -> part.items.size(), most));
    }
    return gone;
  }

  /** Of who has more than half, else of who didn't use it for longest. */
  private CacheName removeOldest(ToLongFunction<Part> size, long all) {
    List<Part> holding = parts.values().stream().filter(part -> !part.items.isEmpty()).toList();
    Part from =
        holding.stream()
            .filter(part -> size.applyAsLong(part) > all / 2)
            .max(Comparator.comparingLong(size))
            .or(() -> holding.stream().min(Comparator.comparingLong(Part::oldest)))
            .orElseThrow();
    CacheName oldest = from.items.firstEntry().getKey();
    remove(oldest);
    return oldest;
  }
}
