package dev.larder.index.health;

import dev.larder.index.source.Source;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which upstreams gave no answer when they were asked last, since when, and why. Kept in memory, an
 * entry a source at most; a fresh start knows of none until it asks.
 */
@Singleton
public final class UpstreamHealth {
  private static final int AT_MOST = 1_000;

  private final Map<Integer, Failing> failing = new ConcurrentHashMap<>();

  /**
   * @param since the first of the failures in a row
   * @param reason why the last one failed, in Larder's words
   */
  public record Failing(Instant since, String reason) {}

  /** The upstream gave an answer, be it a no. */
  public void answered(Source source) {
    failing.remove(source.id());
  }

  /** It gave none. */
  public void failed(Source source, Instant at, String reason) {
    if (failing.size() < AT_MOST || failing.containsKey(source.id())) {
      failing.merge(
          source.id(),
          new Failing(at, reason),
          (before, now) -> new Failing(before.since(), now.reason()));
    }
  }

  /** How the upstream of a source fails, if it does. */
  public Optional<Failing> of(Source source) {
    return Optional.ofNullable(failing.get(source.id()));
  }

  /** Forgets those of other sources. */
  void keepOnly(Collection<Source> sources) {
    failing.keySet().retainAll(sources.stream().map(Source::id).toList());
  }

  /** Whether every upstream gave an answer when it was asked last. */
  public boolean allAnswer() {
    return failing.isEmpty();
  }
}
