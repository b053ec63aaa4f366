package dev.larder.gateway.revocation;

import java.util.Optional;

/**
 * What a token is revoked by.
 *
 * @param guid the token's, the subject of a person, or the publisher's that gave it
 * @param id its own among those of its publisher, if a publisher gave it
 */
public record TokenName(String guid, Optional<String> id) {
  public TokenName(String guid) {
    this(guid, Optional.empty());
  }

  /** What stands in the set of revoked ones if it was revoked. */
  String[] names() {
    return id.map(own -> new String[] {guid, own}).orElseGet(() -> new String[] {guid});
  }

  /** The path at which auth-service tells of it. */
  String path() {
    return "/internal/tokens/" + guid + id.map(own -> "?id=" + own).orElse("");
  }
}
