package dev.larder.auth.publisher;

import java.util.Map;

/**
 * A publisher that is asked for.
 *
 * @param source the name of a source
 * @param project a name or a pattern
 * @param issuer {@code github}, {@code gitlab} or a URL
 */
record PublisherRequest(String source, String project, String issuer, Map<String, String> claims) {}
