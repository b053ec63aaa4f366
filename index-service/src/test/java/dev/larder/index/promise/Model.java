package dev.larder.index.promise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The promises about time in the simplest words: everything that happened to one repository is
 * kept, and each answer is worked out of it anew.
 */
final class Model {
  static final Instant EVER = Instant.MAX;

  /** A source. */
  record Source(int id, String name, boolean local) {}

  /** What a page says of a file. */
  record Line(String sha256, Object yanked, Instant uploaded) {}

  /** What was said of a file from an instant on. */
  record Said(Instant from, Object yanked) {}

  record Order(Instant from, List<Source> sources) {}

  record Claim(Source source, String pattern) {}

  /** A file from its first instant to its last. */
  static final class Life {
    final Source source;
    final String project;
    final String filename;
    final String sha256;
    final Instant from;
    Instant to = EVER;
    Instant missed;
    boolean purged;
    final List<Said> said = new ArrayList<>();

    Life(
        Source source,
        String project,
        String filename,
        String sha256,
        Instant from,
        Object yanked) {
      this.source = source;
      this.project = project;
      this.filename = filename;
      this.sha256 = sha256;
      this.from = from;
      said.add(new Said(from, yanked));
    }

    boolean livesAt(Instant instant) {
      return !purged && !from.isAfter(instant) && to.isAfter(instant);
    }

    boolean lives() {
      return to.equals(EVER);
    }

    Object yankedAt(Instant instant) {
      Object yanked = said.getFirst().yanked();
      for (Said each : said) {
        if (!each.from().isAfter(instant)) {
          yanked = each.yanked();
        }
      }
      return yanked;
    }
  }

  /** A time in which a source owned a project. */
  private static final class Reign {
    final Instant from;
    Instant to = EVER;

    Reign(Instant from) {
      this.from = from;
    }
  }

  /** What an upstream's page lists. */
  record Listed(String filename, String sha256, Instant uploaded, boolean yanked) {}

  final List<Life> lives = new ArrayList<>();
  final List<Claim> claims = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, List<Reign>> reigns = new HashMap<>();
  private final Map<String, Instant> looks = new HashMap<>();
  private final Instant created;
  private List<Source> past = List.of();

  Model(Instant created) {
    this.created = created;
    orders.add(new Order(created, List.of()));
  }

  void order(Instant from, List<Source> sources) {
    orders.add(new Order(from, sources));
  }

  List<Source> order() {
    return orders.getLast().sources();
  }

  Optional<Instant> lastLook(Source source, String project) {
    return Optional.ofNullable(looks.get(key(source, project)));
  }

  List<Life> living(Source source, String project) {
    return lives.stream()
        .filter(life -> life.source.equals(source) && life.project.equals(project) && life.lives())
        .toList();
  }

  Optional<Life> living(Source source, String project, String filename) {
    return living(source, project).stream()
        .filter(life -> life.filename.equals(filename))
        .findFirst();
  }

  boolean wasUsed(Source source, String filename) {
    return lives.stream()
        .anyMatch(life -> life.source.equals(source) && life.filename.equals(filename));
  }

  void begins(Life life) {
    lives.add(life);
    own(life.source, life.project, life.from);
  }

  boolean owns(Source source, String project) {
    return owns(source, project, EVER.minusNanos(1));
  }

  void release(Source source, String project, Instant at) {
    reigns.get(key(source, project)).getLast().to = at;
  }

  /**
   * A look at a mirror that wasn't dropped.
   *
   * @param listing what the page lists, empty for a 404
   * @param change when what it taught became known, null if it taught nothing
   */
  void look(
      Source source,
      String project,
      Instant lookedAt,
      Optional<List<Listed>> listing,
      Instant change) {
    Optional<Instant> before = lastLook(source, project);
    Set<String> seen = new HashSet<>();
    List<Life> begun = new ArrayList<>();
    for (Listed listed : listing.orElse(List.of())) {
      seen.add(listed.filename());
      Optional<Life> known = living(source, project, listed.filename());
      boolean unseen = before.map(last -> last.isBefore(listed.uploaded())).orElse(true);
      if (known.isPresent() && known.get().sha256.equals(listed.sha256())) {
        known.get().missed = null;
        Object yanked = listed.yanked();
        if (!known.get().said.getLast().yanked().equals(yanked)) {
          known.get().said.add(new Said(change, yanked));
        }
        continue;
      }
      Instant from = unseen && listed.uploaded().isBefore(change) ? listed.uploaded() : change;
      if (known.isPresent()) {
        from = from.isAfter(known.get().from) ? from : change;
        known.get().to = from;
      }
      begun.add(
          new Life(source, project, listed.filename(), listed.sha256(), from, listed.yanked()));
    }
    for (Life life : living(source, project)) {
      if (!seen.contains(life.filename)) {
        if (life.missed == null) {
          life.missed = lookedAt;
        } else {
          life.to = change;
        }
      }
    }
    begun.stream()
        .map(life -> life.from)
        .min(Instant::compareTo)
        .ifPresent(first -> own(source, project, first));
    lives.addAll(begun);
    looks.put(key(source, project), lookedAt);
  }

  /** What instants before the repository was made use is fixed when one is first asked for. */
  void asked(Instant instant) {
    if (instant.isBefore(created) && past.isEmpty()) {
      past = order();
    }
  }

  /** The page of a project at an instant, by file name; empty for a 404. */
  Optional<SortedMap<String, Line>> page(String project, Instant instant) {
    return owner(project, instant, false).map(source -> files(source, project, instant));
  }

  /** Whether a name belongs to another source than this, before it has a file here. */
  boolean isClaimedElsewhere(Source source, String project) {
    return claims.stream()
        .anyMatch(claim -> !claim.source().equals(source) && matches(claim.pattern(), project));
  }

  /** The first that owns it; if that must have been answered, no mirror before it is unasked. */
  private Optional<Source> owner(String project, Instant instant, boolean answered) {
    List<Claim> to = claims.stream().filter(claim -> matches(claim.pattern(), project)).toList();
    for (Source source : sources(instant)) {
      boolean others = to.stream().anyMatch(claim -> !claim.source().equals(source));
      if (source.local() || !others) {
        if (owns(source, project, instant)) {
          return Optional.of(source);
        }
        if (answered && !source.local() && lastLook(source, project).isEmpty()) {
          return Optional.empty();
        }
      }
      if (to.stream().anyMatch(claim -> claim.source().equals(source))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a page listed the file at some instant. Where a mirror comes before it that was never
   * asked, no page was ever answered.
   */
  boolean wasListed(Life file) {
    Set<Instant> turns = new HashSet<>(Set.of(created));
    orders.forEach(order -> turns.add(order.from()));
    reigns
        .values()
        .forEach(all -> all.forEach(reign -> turns.addAll(Set.of(reign.from, reign.to))));
    lives.forEach(life -> turns.add(life.from));
    turns.remove(EVER);
    return turns.stream()
        .anyMatch(
            turn ->
                owner(file.project, turn, true)
                    .map(source -> files(source, file.project, turn))
                    .map(page -> page.get(file.filename))
                    .filter(line -> line.sha256().equals(file.sha256))
                    .isPresent());
  }

  private SortedMap<String, Line> files(Source source, String project, Instant instant) {
    SortedMap<String, Line> files = new TreeMap<>();
    for (Life life : lives) {
      if (life.source.equals(source) && life.project.equals(project) && life.livesAt(instant)) {
        files.put(life.filename, new Line(life.sha256, life.yankedAt(instant), life.from));
      }
    }
    return files;
  }

  private List<Source> sources(Instant instant) {
    if (instant.isBefore(created)) {
      return past;
    }
    List<Source> sources = List.of();
    for (Order order : orders) {
      if (!order.from().isAfter(instant)) {
        sources = order.sources();
      }
    }
    return sources;
  }

  private void own(Source source, String project, Instant from) {
    List<Reign> all = reigns.computeIfAbsent(key(source, project), k -> new ArrayList<>());
    if (all.isEmpty() || !all.getLast().to.equals(EVER)) {
      all.add(new Reign(from));
    }
  }

  private boolean owns(Source source, String project, Instant instant) {
    return reigns.getOrDefault(key(source, project), List.of()).stream()
        .anyMatch(reign -> !reign.from.isAfter(instant) && reign.to.isAfter(instant));
  }

  private static boolean matches(String pattern, String name) {
    return name.matches(pattern.replace("*", ".*"));
  }

  private static String key(Source source, String project) {
    return source.id() + "/" + project;
  }
}
