package dev.larder.auth.publisher;

import dev.larder.auth.token.ProjectPattern;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A CI system's job that may upload without a stored secret: who has such claims of such an issuer
 * gets a short token for that project of that source (RTP-3).
 *
 * @param guid its id, which begins as {@link dev.larder.auth.keycloak.Guid#PUBLISHER} says
 * @param source the id of the source
 * @param issuer the URL that OIDC tokens name in {@code iss}
 * @param claims what else they must say, each exactly
 */
record Publisher(
    String guid,
    String source,
    ProjectPattern project,
    String issuer,
    SortedMap<String, String> claims,
    Instant created) {}
