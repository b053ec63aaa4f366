package dev.larder.auth.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.auth.Outcome;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token that shall be revoked: named by its id, or shown. Of a shown token only its id is read;
 * its signature isn't checked, because whoever may revoke may revoke any.
 */
record RevokeRequest(String guid, String token) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  Outcome<String> named() {
    if ((guid == null) == (token == null)) {
      return Outcome.refused(400, "name the token to be revoked by either guid or token");
    }
    return guid != null
        ? Outcome.done(guid)
        : client(token.strip())
            .<Outcome<String>>map(Outcome::done)
            .orElseGet(() -> Outcome.refused(400, "the text that was given is not a Larder token"));
  }

  /** The claim {@code azp} of a JWT (RFC 7519). */
  private static Optional<String> client(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
      return Optional.ofNullable(JSON.readTree(claims).path("azp").asString(null));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }
}
