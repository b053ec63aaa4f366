package dev.larder.auth.publisher;

import dev.larder.auth.token.ProjectPattern;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a publisher that is asked for must be like. */
final class PublisherRules {

  static final int MOST_CLAIMS = 16;
  static final int LONGEST = 255;

  /** What is checked of every token anyway, and what never is the same twice. */
  private static final Set<String> NOT_TO_BE_NAMED =
      Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1,64}");

  private PublisherRules() {}

  /** Why there can't be such a publisher, in one line. */
  static Optional<String> refusal(PublisherRequest request) {
    if (isBlank(request.source()) || request.source().contains(",")) {
      return Optional.of("a publisher needs the source that it may upload to");
    }
    if (ProjectPattern.parse(request.project()).isEmpty()) {
      return Optional.of(
          "project '%s' is no name or pattern such as 'corp-*'".formatted(request.project()));
    }
    if (isBlank(request.issuer())) {
      return Optional.of("a publisher needs its issuer: 'github', 'gitlab' or an https URL");
    }
    String issuer = IssuerKind.url(request.issuer());
    if (!isIssuer(issuer)) {
      return Optional.of(
          "issuer '%s' is neither 'github' nor 'gitlab' nor an https URL without query and user"
              .formatted(request.issuer()));
    }
    return claims(IssuerKind.of(issuer), request.claims() == null ? Map.of() : request.claims());
  }

  private static Optional<String> claims(IssuerKind kind, Map<String, String> claims) {
    for (String needed : kind.needed()) {
      if (!claims.containsKey(needed)) {
        return Optional.of(
            "a publisher of this issuer needs the claim%s %s, or others could publish too"
                .formatted(
                    kind.needed().size() == 1 ? "" : "s", String.join(" and ", kind.needed())));
      }
    }
    if (claims.size() > MOST_CLAIMS) {
      return Optional.of("%d claims are named; at most %d".formatted(claims.size(), MOST_CLAIMS));
    }
    return claims.entrySet().stream()
        .flatMap(claim -> claim(claim.getKey(), claim.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> claim(String name, String value) {
    if (NOT_TO_BE_NAMED.contains(name) || !NAME.matcher(name).matches()) {
      return Optional.of("claim '%s' can't be a publisher's".formatted(name));
    }
    if (isBlank(value)
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(
          "claim '%s' needs a value of 1 to %d characters in one line".formatted(name, LONGEST));
    }
    return Optional.empty();
  }

  /** On this machine itself plain http does. */
  private static boolean isIssuer(String text) {
    try {
      URI uri = new URI(text);
      return text.length() <= LONGEST
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && isThisMachine(uri.getHost())));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
