package dev.larder.auth.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How revocations are kept.
 *
 * @param patience how long a revocation waits for a Redis that is away before it answers that it
 *     isn't done everywhere
 * @param rebuildEvery how often the set is compared with Keycloak although nothing seems wrong
 */
@ConfigurationProperties("larder.revocation")
public record RevocationSettings(
    @DefaultValue("10s") Duration patience, @DefaultValue("1h") Duration rebuildEvery) {}
