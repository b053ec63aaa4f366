package dev.larder.gateway.caller;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an access token says of a person who signed in under realm {@code larder}: for Larder, an
 * access token and no other kind, with the rights that roles and groups give.
 */
final class PersonClaims {
  /** Where an issuer ends that is this realm; what is before it changes with the address. */
  private static final String REALM = "/realms/larder";

  /** The client that people sign in with, and whom its tokens are for. */
  private static final String CLIENT = "larder";

  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private PersonClaims() {}

  /** Whether an issuer is the people's realm. */
  static boolean isIssuer(String issuer) {
    return issuer != null && issuer.endsWith(REALM);
  }

  /**
   * Who it is; empty when it isn't such a token.
   *
   * @throws ParseException when a claim isn't what it should be
   */
  static Optional<Caller> read(JWTClaimsSet claims) throws ParseException {
    String subject = claims.getSubject();
    String name = claims.getStringClaim("preferred_username");
    Map<String, Object> larder = claims.getJSONObjectClaim("larder");
    if (!"Bearer".equals(claims.getStringClaim("typ"))
        || !CLIENT.equals(claims.getStringClaim("azp"))
        || !claims.getAudience().contains(CLIENT)
        || subject == null
        || !SUBJECT.matcher(subject).matches()
        || name == null) {
      return Optional.empty();
    }
    Map<String, Object> rights = larder == null ? Map.of() : larder;
    List<String> roles = strings(rights, "roles");
    if (roles.contains("admin")) {
      return Optional.of(new Caller.Admin(Optional.of(subject), Optional.of(name)));
    }
    boolean publishes = roles.contains("publisher");
    List<String> scopes = new ArrayList<>();
    if (publishes || roles.contains("reader")) {
      scopes.add("repos:read");
    }
    if (publishes) {
      scopes.addAll(List.of("sources:read", "sources:write"));
    }
    return Optional.of(
        new Caller.Person(
            subject, name, scopes, strings(rights, "sources"), strings(rights, "repos")));
  }

  /**
   * A claim's member, a list of strings; empty when it is absent.
   *
   * @throws ParseException when it is something else
   */
  static List<String> strings(Map<String, Object> claim, String name) throws ParseException {
    List<String> list = JSONObjectUtils.getStringList(claim, name);
    return list == null ? List.of() : list;
  }
}
