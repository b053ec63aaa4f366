package dev.larder.auth.person;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who may sign in.
 *
 * @param subject Keycloak's id, the {@code sub} of their access tokens
 * @param name what they sign in as, in lower case
 */
public record Person(
    String subject, String name, Optional<String> email, boolean enabled, Instant created) {}
