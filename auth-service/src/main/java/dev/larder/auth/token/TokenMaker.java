package dev.larder.auth.token;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.Audit;
import dev.larder.auth.audit.Line;
import dev.larder.auth.index.Catalogue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes tokens. */
@Component
final class TokenMaker {

  private static final Logger log = LoggerFactory.getLogger(TokenMaker.class);

  /** In characters; some clients' files and keyrings cut off what is longer. */
  static final int LONGEST = 1000;

  private final TokenStore store;
  private final Catalogue catalogue;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenMaker(TokenStore store, Catalogue catalogue, Audit audit, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A new token, told this once.
   *
   * @param expires when it ends; null: never
   */
  record NewToken(String guid, String token, Instant expires) {}

  /** Makes what is asked for, wholly or not at all. */
  Outcome<NewToken> make(TokenRequest request, Actor actor) {
    return switch (TokenRules.scopes(request)) {
      case Outcome.Refused<List<Scope>>(int status, var detail) -> Outcome.refused(status, detail);
      case Outcome.Done<List<Scope>>(var scopes) ->
          switch (Lifespan.parse(request.expires())) {
            case Outcome.Refused<Lifespan>(int status, var detail) ->
                Outcome.refused(status, detail);
            case Outcome.Done<Lifespan>(var lifespan) -> make(request, scopes, lifespan, actor);
          };
    };
  }

  private Outcome<NewToken> make(
      TokenRequest request, List<Scope> scopes, Lifespan lifespan, Actor actor) {
    return switch (ids(request)) {
      case Outcome.Refused<Catalogue.Ids>(int status, var detail) ->
          Outcome.refused(status, detail);
      case Outcome.Done<Catalogue.Ids>(var ids) ->
          make(
              request.description(),
              new Grant(
                  scopes.stream().map(Scope::text).toList(),
                  replaced(request.sources(), ids.sources()),
                  replaced(request.repos(), ids.repos()),
                  TokenRules.projects(request)),
              lifespan,
              said(request, scopes),
              actor);
    };
  }

  private Outcome<Catalogue.Ids> ids(TokenRequest request) {
    List<String> sources = withoutAll(request.sources());
    List<String> repos = withoutAll(request.repos());
    return sources.isEmpty() && repos.isEmpty()
        ? Outcome.done(new Catalogue.Ids(Map.of(), Map.of()))
        : complete(catalogue.ids(sources, repos), sources, repos);
  }

  private static Outcome<Catalogue.Ids> complete(
      Outcome<Catalogue.Ids> answer, List<String> sources, List<String> repos) {
    return switch (answer) {
      case Outcome.Refused<Catalogue.Ids> _ -> answer;
      case Outcome.Done<Catalogue.Ids>(var ids) ->
          ids.missing(sources, repos)
              .<Outcome<Catalogue.Ids>>map(
                  name ->
                      Outcome.refused(
                          502, "index-service answered without an id for '%s'".formatted(name)))
              .orElse(answer);
    };
  }

  private static List<String> withoutAll(List<String> names) {
    return names.stream().filter(name -> !name.equals(Grant.ALL)).toList();
  }

  private static List<String> replaced(List<String> names, Map<String, String> ids) {
    return names.stream().map(name -> name.equals(Grant.ALL) ? name : ids.get(name)).toList();
  }

  /** What the log says of it: what it may, and why it was made. */
  private static String said(TokenRequest request, List<Scope> scopes) {
    return Stream.of(
            said("scopes", scopes.stream().map(Scope::text).toList()),
            said("sources", request.sources()),
            said("repos", request.repos()),
            said("projects", Objects.requireNonNullElse(request.projects(), List.of())),
            request.description())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String said(String what, List<String> names) {
    return names.isEmpty() ? "" : what + " " + String.join(", ", names);
  }

  private Outcome<NewToken> make(
      String description, Grant grant, Lifespan lifespan, String said, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String guid = UUID.randomUUID().toString();
    var token =
        new ApiToken(
            guid,
            description,
            grant,
            now,
            lifespan.end(now),
            false,
            Optional.empty(),
            ApiToken.Kind.OWNER);
    String secret = secret();
    String minted;
    try {
      store.add(token, lifespan.duration(), secret);
      minted = store.mint(guid, secret);
    } catch (RuntimeException e) {
      takeBack(guid, e);
      throw e;
    }
    if (minted.length() > LONGEST) {
      store.remove(guid);
      return Outcome.refused(
          400,
          "the token would have %d characters, and clients take %d: name fewer sources and repositories, or fewer or shorter projects"
              .formatted(minted.length(), LONGEST));
    }
    if (!audit.written(actor, new Line("create-token", guid, said))) {
      store.remove(guid);
      return Outcome.refused(
          503,
          "no token is made that isn't in the log, and that can't be written now: see 'larder status', then try again");
    }
    log.info("token {} created: {}", guid, grant);
    return Outcome.done(new NewToken(guid, minted, token.expires().orElse(null)));
  }

  /** Whatever failed may have been done all the same, so the removal is tried in each case. */
  private void takeBack(String guid, RuntimeException failure) {
    try {
      store.remove(guid);
    } catch (RuntimeException e) {
      // nobody got the token or its secret, so what stays can't be used
      log.warn("token {} was not made, but stays in the list: {}", guid, e.toString());
      failure.addSuppressed(e);
    }
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
