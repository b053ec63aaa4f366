package dev.larder.auth.revocation;

import dev.larder.auth.owner.Owners;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The people among the revoked: their access tokens are refused as soon as their subjects stand in
 * the set. Unlike a token a person may come back, so whoever writes looks afterwards whether
 * Keycloak still says the same, and writes again if not: the last to write has seen the last word.
 */
@Component
public final class RevokedPeople {

  /** By then every access token of theirs has ended. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final RevokedSet set;
  private final Owners owners;
  private final Clock clock;
  private final Map<String, Instant> gone = new ConcurrentHashMap<>();

  RevokedPeople(RevokedSet set, Owners owners, Clock clock) {
    this.set = set;
    this.owners = owners;
    this.clock = clock;
  }

  /** Has Redis say of this subject what Keycloak says. Fails when either is away. */
  public void settle(String subject) {
    boolean mayAct = owners.mayAct(subject);
    boolean written;
    do {
      written = mayAct;
      if (written) {
        set.takeBackPeople(List.of(subject));
      } else {
        set.addPeople(List.of(subject));
      }
      mayAct = owners.mayAct(subject);
    } while (mayAct != written);
  }

  /** Has every gateway refuse these tokens, which are disabled in Keycloak. Fails without Redis. */
  public void refuse(List<String> guids) {
    set.add(guids);
  }

  /** Remembers somebody who was deleted, whom Keycloak therefore doesn't name any more. */
  public void remember(String subject) {
    gone.put(subject, clock.instant());
  }

  /**
   * Adds all whom Keycloak bars, and those deleted here a short time ago, to the set.
   *
   * @param between is run between two pages
   * @return whom Keycloak barred still when it was asked once more
   */
  Set<String> addAll(Runnable between) {
    gone.values().removeIf(since -> since.isBefore(clock.instant().minus(REMEMBERED)));
    set.addPeople(List.copyOf(gone.keySet()));
    Set<String> before = new HashSet<>();
    owners.forEachPageOfBarred(
        page -> {
          set.addPeople(page);
          before.addAll(page);
          between.run();
        });
    Set<String> still = new HashSet<>();
    owners.forEachPageOfBarred(
        page -> {
          still.addAll(page);
          between.run();
        });
    before.removeAll(still);
    before.forEach(this::settle);
    return still;
  }

  /** Compares the people in the set with Keycloak, both ways; who is gone for long is forgotten. */
  public void compare() {
    Set<String> barred = addAll(() -> {});
    Instant longAgo = clock.instant().minus(REMEMBERED);
    set.people()
        .forEach(
            (subject, since) -> {
              if (barred.contains(subject)) {
                return;
              }
              if (owners.mayAct(subject)) {
                settle(subject);
              } else if (since.isBefore(longAgo)) {
                set.takeBackPeople(List.of(subject));
              }
            });
  }
}
