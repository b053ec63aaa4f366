package dev.larder.auth.token;

import dev.larder.auth.Outcome;
import dev.larder.auth.index.Catalogue;
import dev.larder.auth.owner.Owners;
import dev.larder.auth.owner.Ownership;
import dev.larder.auth.owner.Rights;
import dev.larder.service.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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

  /**
   * Has a token made for this caller, or says why they may not. Of a person it counts what they may
   * now: what the gateway tells of them is some minutes old.
   */
  Outcome<TokenMaker.NewToken> make(
      Caller caller, TokenRequest asked, Supplier<Outcome<TokenMaker.NewToken>> maker) {
    return beyond(caller, asked)
        .orElseGet(
            () -> Outcome.then(maker.get(), made -> given(made, caller.subject(), owner(caller))));
  }

  private Optional<Outcome<TokenMaker.NewToken>> beyond(Caller caller, TokenRequest asked) {
    if (caller.subject().isEmpty()) {
      return Optional.empty();
    }
    Optional<Rights> rights = owners.rights(caller.subject().get());
    if (rights.isEmpty()) {
      return Optional.of(barred());
    }
    return rights.get().admin() ? Optional.empty() : beyond(caller, rights.get(), asked);
  }

  private static <T> Outcome<T> barred() {
    return Outcome.refused(403, "you may not sign in any more, so no token is made for you");
  }

  private Optional<Outcome<TokenMaker.NewToken>> beyond(
      Caller caller, Rights rights, TokenRequest asked) {
    return switch (TokenRules.scopes(asked)) {
      case Outcome.Refused<List<Scope>>(int status, String detail) ->
          Optional.of(Outcome.refused(status, detail));
      case Outcome.Done<List<Scope>>(var scopes) ->
          scopes.stream()
              .map(Scope::text)
              .filter(scope -> !rights.scopes().contains(scope))
              .findFirst()
              .map(
                  scope ->
                      Outcome.<TokenMaker.NewToken>refused(
                          403,
                          "a token can't have more rights than you: you don't have the scope %s, but %s"
                              .formatted(
                                  scope,
                                  rights.scopes().isEmpty()
                                      ? "none"
                                      : String.join(", ", rights.scopes()))))
              .or(() -> beyondReach(rights, asked))
              .or(() -> tooMany(caller));
    };
  }

  private Optional<Outcome<TokenMaker.NewToken>> beyondReach(Rights rights, TokenRequest asked) {
    Catalogue.Names names = catalogue.names();
    return out("source", asked.sources(), rights.sources(), names.sources())
        .or(() -> out("repository", asked.repos(), rights.repos(), names.repos()));
  }

  /**
   * The first of these names that lies out of reach; it isn't told whether there is such a thing.
   */
  private static Optional<Outcome<TokenMaker.NewToken>> out(
      String kind, List<String> asked, List<String> reach, Map<String, String> names) {
    if (reach.contains(Grant.ALL)) {
      return Optional.empty();
    }
    List<String> reached =
        reach.stream().map(names::get).filter(Objects::nonNull).sorted().toList();
    return asked.stream()
        .filter(name -> !reached.contains(name))
        .findFirst()
        .map(
            name ->
                name.equals(Grant.ALL)
                    ? Outcome.refused(
                        403,
                        "a token can't have more rights than you: you don't reach every %s"
                            .formatted(kind))
                    : Outcome.refused(
                        404,
                        "%s '%s' does not exist, or you don't reach it; you reach: %s"
                            .formatted(
                                kind,
                                name,
                                reached.isEmpty() ? "none" : String.join(", ", reached))));
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
    return caller.subject().or(() -> caller.identity().flatMap(ownership::ownerOf));
  }

  /**
   * Whoever ends an owner, or takes rights of theirs, does that first and then goes through their
   * tokens; here the token comes first and then the question. So one of the two sees the other.
   */
  private Outcome<TokenMaker.NewToken> given(
      TokenMaker.NewToken made, Optional<String> maker, Optional<String> owner) {
    if (owner.isEmpty()) {
      return Outcome.done(made);
    }
    boolean kept = false;
    try {
      ownership.give(made.guid(), owner.get());
      Optional<Rights> rights = owners.rights(owner.get());
      kept =
          rights.isPresent()
              && (maker.isEmpty()
                  || store
                      .find(made.guid())
                      .filter(t -> rights.get().cover(t.grant().rights()))
                      .isPresent());
    } finally {
      if (!kept) {
        store.remove(made.guid());
      }
    }
    return kept ? Outcome.done(made) : barred();
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
