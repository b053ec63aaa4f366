package dev.larder.auth.token;

import dev.larder.auth.index.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lists tokens, oldest first, with names for ids. */
@Component
final class TokenList {

  private final TokenStore store;
  private final Catalogue catalogue;
  private final LastUses uses;
  private final Clock clock;

  TokenList(TokenStore store, Catalogue catalogue, LastUses uses, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * A token as a list shows it.
   *
   * @param sources names; the id of what is gone
   * @param repos names; the id of what is gone
   * @param projects patterns; null: every project
   * @param expires null: never
   * @param lastUsed to some minutes; null: not yet
   */
  record Shown(
      String guid,
      String description,
      List<String> scopes,
      List<String> sources,
      List<String> repos,
      List<ProjectPattern> projects,
      Instant created,
      Instant expires,
      Instant lastUsed,
      boolean revoked,
      boolean expired) {}

  /** The tokens that are so; an empty one takes both. */
  List<Shown> list(Optional<Boolean> expired, Optional<Boolean> revoked) {
    var all = new HashMap<String, ApiToken>();
    Instant now = clock.instant();
    Map<String, Instant> recently = uses.recent();
    store.forEachPage(
        page ->
            page.stream()
                .filter(token -> isSo(token, expired, revoked, now))
                .forEach(token -> all.put(token.guid(), token)));
    return shown(all, recently, now);
  }

  /** Those of these tokens that are so. */
  List<Shown> list(Collection<String> guids, Optional<Boolean> expired, Optional<Boolean> revoked) {
    Instant now = clock.instant();
    Map<String, Instant> recently = uses.recent();
    var some = new HashMap<String, ApiToken>();
    guids.stream()
        .flatMap(guid -> store.find(guid).stream())
        .filter(token -> isSo(token, expired, revoked, now))
        .forEach(token -> some.put(token.guid(), token));
    return shown(some, recently, now);
  }

  private static boolean isSo(
      ApiToken token, Optional<Boolean> expired, Optional<Boolean> revoked, Instant now) {
    return token.kind() == ApiToken.Kind.OWNER
        && expired.map(e -> e == token.expiredAt(now)).orElse(true)
        && revoked.map(r -> r == token.revoked()).orElse(true);
  }

  /**
   * As a list shows them.
   *
   * @param recently read before the tokens: what is taken over meanwhile stands in one or the other
   */
  private List<Shown> shown(
      Map<String, ApiToken> found, Map<String, Instant> recently, Instant now) {
    var names = found.isEmpty() ? Catalogue.Names.UNKNOWN : catalogue.names();
    var tokens = new ArrayList<>(found.values());
    tokens.sort(Comparator.comparing(ApiToken::created).thenComparing(ApiToken::guid));
    return tokens.stream()
        .map(token -> shown(token, names, later(token.used(), recently.get(token.guid())), now))
        .toList();
  }

  private static Instant later(Optional<Instant> kept, Instant recent) {
    return kept.filter(instant -> recent == null || instant.isAfter(recent)).orElse(recent);
  }

  private static Shown shown(ApiToken token, Catalogue.Names names, Instant lastUsed, Instant now) {
    return new Shown(
        token.guid(),
        token.description(),
        token.grant().scopes(),
        named(token.grant().sources(), names.sources()),
        named(token.grant().repos(), names.repos()),
        token.grant().projects().orElse(null),
        token.created(),
        token.expires().orElse(null),
        lastUsed,
        token.revoked(),
        token.expiredAt(now));
  }

  private static List<String> named(List<String> ids, Map<String, String> names) {
    return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
  }
}
