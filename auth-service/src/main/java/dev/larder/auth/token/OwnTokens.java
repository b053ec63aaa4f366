package dev.larder.auth.token;

import dev.larder.auth.Outcome;
import dev.larder.auth.caller.Caller;
import dev.larder.auth.index.Catalogue;
import dev.larder.auth.owner.Owners;
import dev.larder.auth.owner.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whose tokens are whose: a person makes, sees and revokes their own, of no more rights than
 * theirs; an administrator all. A token that a person made, or that was made with such a token,
 * ends with that person.
 */
@Component
public final class OwnTokens {

  static final int MOST = 100;

  private final TokenStore store;
  private final Catalogue catalogue;
  private final Ownership ownership;
  private final Owners owners;

  OwnTokens(TokenStore store, Catalogue catalogue, Ownership ownership, Owners owners) {
    this.store = store;
    this.catalogue = catalogue;
    this.ownership = ownership;
    this.owners = owners;
  }

  /** Has a token made for this caller, or says why they may not. */
  Outcome<TokenMaker.NewToken> make(
      Caller caller, TokenRequest wish, Supplier<Outcome<TokenMaker.NewToken>> maker) {
    return beyond(caller, wish)
        .orElseGet(() -> Outcome.then(maker.get(), made -> given(made, owner(caller))));
  }

  private Optional<Outcome<TokenMaker.NewToken>> beyond(Caller caller, TokenRequest wish) {
    if (caller.isAdmin()) {
      return Optional.empty();
    }
    return switch (TokenRules.scopes(wish)) {
      case Outcome.Refused<List<Scope>>(int status, String detail) ->
          Optional.of(Outcome.refused(status, detail));
      case Outcome.Done<List<Scope>>(var scopes) ->
          scopes.stream()
              .map(Scope::text)
              .filter(scope -> !caller.scopes().contains(scope))
              .findFirst()
              .map(
                  scope ->
                      Outcome.<TokenMaker.NewToken>refused(
                          403,
                          "a token can't have more rights than you: you don't have the scope %s, but %s"
                              .formatted(
                                  scope,
                                  caller.scopes().isEmpty()
                                      ? "none"
                                      : String.join(", ", caller.scopes()))))
              .or(() -> beyondReach(caller, wish))
              .or(() -> tooMany(caller));
    };
  }

  private Optional<Outcome<TokenMaker.NewToken>> beyondReach(Caller caller, TokenRequest wish) {
    Outcome<Catalogue.Ids> found =
        catalogue.ids(withoutAll(wish.sources()), withoutAll(wish.repos()));
    return switch (found) {
      case Outcome.Refused<Catalogue.Ids>(int status, String detail) ->
          Optional.of(Outcome.refused(status, detail));
      case Outcome.Done<Catalogue.Ids>(var ids) ->
          Stream.concat(
                  out(wish.sources(), ids.sources(), caller.sources())
                      .map("source '%s'"::formatted),
                  out(wish.repos(), ids.repos(), caller.repos()).map("repository '%s'"::formatted))
              .findFirst()
              .map(
                  thing ->
                      Outcome.refused(
                          403,
                          "a token can't have more rights than you: you don't reach %s"
                              .formatted(thing)));
    };
  }

  private static List<String> withoutAll(List<String> names) {
    return names.stream().filter(name -> !name.equals(Grant.ALL)).toList();
  }

  /** Those of these names that lie out of this reach. */
  private static Stream<String> out(
      List<String> names, Map<String, String> ids, List<String> reach) {
    return reach.contains(Grant.ALL)
        ? Stream.empty()
        : names.stream().filter(name -> name.equals(Grant.ALL) || !reach.contains(ids.get(name)));
  }

  private Optional<Outcome<TokenMaker.NewToken>> tooMany(Caller caller) {
    long good =
        ownership.of(caller.subject().orElse("")).stream()
            .filter(token -> !token.revoked())
            .count();
    return good < MOST
        ? Optional.empty()
        : Optional.of(
            Outcome.refused(
                403,
                "you have %d tokens that aren't revoked, and nobody may have more; 'larder revoke token' those that you don't need"
                    .formatted(good)));
  }

  /** The person whom what this caller makes ends with: themselves, or who owns their token. */
  private Optional<String> owner(Caller caller) {
    return caller.subject().or(() -> caller.id().flatMap(ownership::ownerOf));
  }

  /**
   * Whoever ends an owner first bars them and then goes through their tokens; here the token comes
   * first and then the question. So one of the two sees the other.
   */
  private Outcome<TokenMaker.NewToken> given(TokenMaker.NewToken made, Optional<String> owner) {
    if (owner.isEmpty()) {
      return Outcome.done(made);
    }
    boolean kept = false;
    try {
      ownership.give(made.guid(), owner.get());
      kept = owners.mayAct(owner.get());
    } finally {
      if (!kept) {
        store.remove(made.guid());
      }
    }
    return kept
        ? Outcome.done(made)
        : Outcome.refused(403, "you may not sign in any more, so no token is made for you");
  }

  /** The guids of those that this caller may see; empty: all of them. */
  Optional<List<String>> seen(Caller caller) {
    return caller.isAdmin()
        ? Optional.empty()
        : Optional.of(
            ownership.of(caller.subject().orElse("")).stream().map(Ownership.Owned::guid).toList());
  }

  /** Refuses to revoke what isn't the caller's, as if it weren't there. */
  public Outcome<String> revocable(Caller caller, String guid) {
    return caller.isAdmin()
            || (caller.subject().isPresent() && ownership.ownerOf(guid).equals(caller.subject()))
        ? Outcome.done(guid)
        : Outcome.refused(
            404,
            "token '%s' does not exist; 'larder list tokens' shows those that do".formatted(guid));
  }
}
