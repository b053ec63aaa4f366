package dev.larder.auth.token;

import dev.larder.auth.index.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Clock clock;

  TokenList(TokenStore store, Catalogue catalogue, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * A token as a list shows it.
   *
   * @param sources names; the id of what is gone
   * @param repos names; the id of what is gone
   * @param expires null: never
   */
  record Shown(
      String guid,
      String description,
      List<String> scopes,
      List<String> sources,
      List<String> repos,
      Instant created,
      Instant expires,
      boolean revoked,
      boolean expired) {}

  /** The tokens that are so; an empty wish takes both. */
  List<Shown> list(Optional<Boolean> expired, Optional<Boolean> revoked) {
    Instant now = clock.instant();
    var found = new HashMap<String, ApiToken>();
    store.forEachPage(
        page ->
            page.stream()
                .filter(token -> expired.map(e -> e == token.expiredAt(now)).orElse(true))
                .filter(token -> revoked.map(r -> r == token.revoked()).orElse(true))
                .forEach(token -> found.put(token.guid(), token)));
    var names = found.isEmpty() ? Catalogue.Names.UNKNOWN : catalogue.names();
    var tokens = new ArrayList<>(found.values());
    tokens.sort(Comparator.comparing(ApiToken::created).thenComparing(ApiToken::guid));
    return tokens.stream().map(token -> shown(token, names, now)).toList();
  }

  private static Shown shown(ApiToken token, Catalogue.Names names, Instant now) {
    return new Shown(
        token.guid(),
        token.description(),
        token.grant().scopes(),
        named(token.grant().sources(), names.sources()),
        named(token.grant().repos(), names.repos()),
        token.created(),
        token.expires().orElse(null),
        token.revoked(),
        token.expiredAt(now));
  }

  private static List<String> named(List<String> ids, Map<String, String> names) {
    return ids.stream().map(id -> names.getOrDefault(id, id)).toList();
  }
}
