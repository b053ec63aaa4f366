package dev.larder.auth.publisher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The publishers as of some seconds ago, so that requests of strangers don't each ask Keycloak for
 * all. Whoever gives a token by it asks anew whether they are still there.
 */
@Component
final class KnownPublishers {

  private static final Duration KEPT = Duration.ofSeconds(5);

  private final PublisherStore store;
  private final Clock clock;
  private List<Publisher> known = List.of();
  private Instant until = Instant.MIN;

  KnownPublishers(PublisherStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Asks the store at most once in five seconds, and once at a time. */
  synchronized List<Publisher> all() {
    if (!clock.instant().isBefore(until)) {
      known = store.all();
      until = clock.instant().plus(KEPT);
    }
    return known;
  }

  /** They have changed. */
  synchronized void forget() {
    until = Instant.MIN;
  }
}
