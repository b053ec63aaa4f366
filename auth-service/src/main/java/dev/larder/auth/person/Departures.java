package dev.larder.auth.person;

import dev.larder.auth.Outcome;
import dev.larder.auth.owner.Ownership;
import dev.larder.auth.owner.Reductions;
import dev.larder.auth.owner.Rights;
import dev.larder.auth.revocation.RedisPatience;
import dev.larder.auth.revocation.RevokedPeople;
import dev.larder.auth.revocation.Revoker;
import dev.larder.auth.token.TokenStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What ends with a person: their sessions, their access tokens, the tokens that they made. */
@Component
final class Departures implements Reductions {

  private static final Logger log = LoggerFactory.getLogger(Departures.class);

  private final KeycloakPeople people;
  private final RevokedPeople revoked;
  private final Revoker revoker;
  private final Ownership ownership;
  private final TokenStore store;
  private final RedisPatience patience;

  Departures(
      KeycloakPeople people,
      Ownership ownership,
      TokenStore store,
      RevokedPeople revoked,
      Revoker revoker,
      RedisPatience patience) {
    this.people = people;
    this.ownership = ownership;
    this.store = store;
    this.revoked = revoked;
    this.revoker = revoker;
    this.patience = patience;
  }

  /** Ends all of somebody who may not sign in any more. Once more does no harm. */
  Outcome<Boolean> leave(String subject) {
    people.endSessions(subject);
    List<String> guids = new ArrayList<>();
    ownership.forEachPage(page -> guids.addAll(disabled(page, owner -> owner.equals(subject))));
    return written(
            subject,
            () -> {
              revoked.refuse(guids);
              revoked.settle(subject);
            })
        ? Outcome.done(true)
        : Outcome.refused(
            503,
            "they may not sign in any more, but Redis can't be reached, so not every gateway may know yet; repeat the call");
  }

  @Override
  public Outcome<Boolean> reduced(Collection<String> subjects, boolean signOut) {
    List<String> guids = new ArrayList<>();
    for (String subject : subjects) {
      if (signOut) {
        people.endSessions(subject);
      }
      guids.addAll(beyondRights(subject));
    }
    return revoker.refusedEverywhere(guids)
        ? Outcome.done(true)
        : Outcome.refused(
            503,
            "the rights are taken and the tokens that had more are revoked, but Redis can't be reached, so not every gateway may know yet; each will as soon as Redis is back");
  }

  /** Disables the tokens that have more rights than their owner; gives them, whenever disabled. */
  private List<String> beyondRights(String subject) {
    Collection<Ownership.Owned> tokens = ownership.of(subject);
    if (tokens.isEmpty()) {
      return List.of();
    }
    Rights rights = people.rights(subject).orElse(Rights.NONE);
    List<String> beyond = new ArrayList<>();
    for (Ownership.Owned token : tokens) {
      if (store
          .find(token.guid())
          .filter(found -> !rights.cover(found.grant().rights()))
          .isPresent()) {
        if (!token.revoked()) {
          store.revoke(token.guid());
          log.info("token {} has more rights than its owner {} now", token.guid(), subject);
        }
        beyond.add(token.guid());
      }
    }
    return beyond;
  }

  /** Disables the tokens of a page that end with such an owner; gives them, whenever disabled. */
  private List<String> disabled(List<Ownership.Owned> page, Predicate<String> ended) {
    List<Ownership.Owned> theirs =
        page.stream().filter(token -> ended.test(token.owner())).toList();
    theirs.stream()
        .filter(token -> !token.revoked())
        .forEach(
            token -> {
              store.revoke(token.guid());
              log.info("token {} ends with its owner {}", token.guid(), token.owner());
            });
    return theirs.stream().map(Ownership.Owned::guid).toList();
  }

  /**
   * Finds those who were barred or deleted elsewhere, in Keycloak or a directory behind it, and
   * ends what is theirs. Fails when Keycloak or Redis is away.
   */
  void look() {
    revoked.compare();
    Map<String, Boolean> ended = new HashMap<>();
    ownership.forEachPage(
        page -> {
          var good = page.stream().filter(token -> !token.revoked()).toList();
          var guids =
              disabled(
                  good, owner -> ended.computeIfAbsent(owner, subject -> !people.mayAct(subject)));
          revoked.refuse(guids);
        });
    ended.forEach(
        (subject, isEnded) -> {
          if (isEnded) {
            revoked.settle(subject);
          }
        });
  }

  /** Lets somebody in again who may sign in again. */
  Outcome<Boolean> back(String subject) {
    return written(subject, () -> revoked.settle(subject))
        ? Outcome.done(true)
        : Outcome.refused(
            503,
            "they may sign in again, but Redis can't be reached, so not every gateway may know yet; repeat the call");
  }

  /** Remembers somebody who isn't in Keycloak any more. */
  void gone(String subject) {
    revoked.remember(subject);
  }

  private boolean written(String subject, Runnable writing) {
    return patience.written("person " + subject, writing);
  }
}
