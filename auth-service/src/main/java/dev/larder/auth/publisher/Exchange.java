package dev.larder.auth.publisher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.Outcome;
import dev.larder.auth.issuer.OidcTokens;
import dev.larder.auth.issuer.OidcTokens.Checked;
import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.token.ProjectPattern;
import io.lettuce.core.RedisException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Changes an OIDC token of a CI system for a short token of Larder (RTP-2, RTP-3).
 *
 * <p>Where several publishers match, the token is for all of their projects, as it is on PyPI. A
 * token's sources and projects are any with any, so where publishers of several sources match, each
 * source must have the same projects; otherwise none is given, because one would allow more than
 * was said.
 */
@Component
final class Exchange {

  private static final Logger log = LoggerFactory.getLogger(Exchange.class);
  private static final int MOST_MATCHES = 32;

  private final KnownPublishers known;
  private final PublisherStore store;
  private final OidcTokens tokens;
  private final Used used;
  private final Clock clock;

  Exchange(KnownPublishers known, PublisherStore store, OidcTokens tokens, Used used, Clock clock) {
    this.known = known;
    this.store = store;
    this.tokens = tokens;
    this.used = used;
    this.clock = clock;
  }

  /** What came of a request for a token. */
  sealed interface Result {
    /**
     * @param expires in seconds since 1970
     */
    record Given(String token, long expires) implements Result {}

    /**
     * @param code one of RTP-2
     */
    record Refused(String code, String description) implements Result {}
  }

  Outcome<Result> exchange(String text) {
    List<Publisher> all = known.all();
    if (all.isEmpty()) {
      return refused(
          "not-enabled", "no trusted publisher exists here; 'larder create publisher' makes one");
    }
    Optional<SignedJWT> jwt = OidcTokens.parse(text.strip());
    if (jwt.isEmpty()) {
      return refused("invalid-token", "the token is no JWT that is signed with a public key");
    }
    Optional<String> issuer = issuer(jwt.get());
    List<Publisher> ofIssuer =
        all.stream().filter(p -> Optional.of(p.issuer()).equals(issuer)).toList();
    if (ofIssuer.isEmpty()) {
      return refused("invalid-publisher", "no trusted publisher has the issuer of this token");
    }
    return switch (tokens.check(jwt.get(), issuer.orElseThrow())) {
      case Checked.Good(JWTClaimsSet claims) -> matched(ofIssuer, claims, signed(jwt.get()));
      case Checked.Bad(String why) -> refused("invalid-token", "the token isn't good: " + why);
      case Checked.NoKeys() ->
          Outcome.refused(
              503,
              "the keys of issuer %s can't be had, so its token can't be checked; try again"
                  .formatted(issuer.get()));
    };
  }

  private static String signed(SignedJWT jwt) {
    return new String(jwt.getSigningInput(), US_ASCII);
  }

  private static Optional<String> issuer(SignedJWT jwt) {
    try {
      return Optional.ofNullable(jwt.getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private Outcome<Result> matched(List<Publisher> ofIssuer, JWTClaimsSet claims, String signed) {
    List<Publisher> matching =
        ofIssuer.stream()
            .filter(p -> IssuerKind.of(p.issuer()).matches(p.claims(), claims.getClaims()))
            .filter(p -> store.isActive(p.guid()))
            .toList();
    if (matching.isEmpty()) {
      return refused(
          "invalid-publisher", "no trusted publisher matches this token: " + said(claims));
    }
    if (matching.size() > MOST_MATCHES) {
      return refused(
          "invalid-publisher",
          "%d trusted publishers match this token; at most %d may: use patterns as projects"
              .formatted(matching.size(), MOST_MATCHES));
    }
    Map<String, Set<ProjectPattern>> bySource =
        matching.stream()
            .collect(
                Collectors.groupingBy(
                    Publisher::source, Collectors.mapping(Publisher::project, Collectors.toSet())));
    if (Set.copyOf(bySource.values()).size() > 1) {
      return refused(
          "invalid-publisher",
          "trusted publishers of several sources match this token, and not for the same projects: give them claims that tell them apart, such as an environment");
    }
    Optional<String> use = used.use(claims, signed);
    return use.isEmpty()
        ? refused("invalid-reuse-token", "the token was used before")
        : given(matching, use.get());
  }

  private Outcome<Result> given(List<Publisher> publishers, String use) {
    String token;
    try {
      token = store.mint(ready(publishers));
    } catch (RuntimeException e) {
      giveBack(use, e);
      throw e;
    }
    // one that was deleted meanwhile has ended what it found; this may have come after
    if (!publishers.stream().allMatch(p -> store.isActive(p.guid()))) {
      if (publishers.size() > 1) {
        store.end(union(publishers));
      }
      return refused("invalid-publisher", "the trusted publisher was just deleted");
    }
    log.info("a token was given by {}", publishers.stream().map(Publisher::guid).toList());
    return Outcome.done(
        new Result.Given(
            token, clock.instant().plus(KeycloakPublisherStore.LIFESPAN).getEpochSecond()));
  }

  /** The guid that these publishers' token is given by, which is there then. */
  private String ready(List<Publisher> publishers) {
    if (publishers.size() == 1) {
      return publishers.getFirst().guid();
    }
    String guid = union(publishers);
    if (!store.isActive(guid)) {
      store.addUnion(
          guid, publishers.stream().map(Publisher::guid).toList(), Publishers.grant(publishers));
    }
    return guid;
  }

  /** The same for the same publishers, so that there are no more of them than are used. */
  private static String union(List<Publisher> publishers) {
    String members =
        publishers.stream().map(Publisher::guid).sorted().collect(Collectors.joining(" "));
    return Guid.PUBLISHER + UUID.nameUUIDFromBytes(members.getBytes(US_ASCII));
  }

  private void giveBack(String use, RuntimeException failure) {
    try {
      used.giveBack(use);
    } catch (RedisException e) {
      failure.addSuppressed(e);
    }
  }

  /** What an administrator compares a publisher with. */
  private static String said(JWTClaimsSet claims) {
    return Stream.of(
            "sub",
            "repository",
            "job_workflow_ref",
            "project_path",
            "ci_config_ref_uri",
            "environment",
            "ref")
        .map(
            name ->
                Claims.text(claims.getClaims(), name)
                    .map(value -> "%s '%s'".formatted(name, shortened(value)))
                    .orElse(null))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String value) {
    String plain = value.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= PublisherRules.LONGEST
        ? plain
        : plain.substring(0, PublisherRules.LONGEST) + "...";
  }

  private static Outcome<Result> refused(String code, String description) {
    return Outcome.done(new Result.Refused(code, description));
  }
}
