package dev.larder.auth.use;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How last uses are kept.
 *
 * @param every how often those in Redis are taken over into Keycloak
 */
@ConfigurationProperties("larder.use")
public record UseSettings(@DefaultValue("5m") Duration every) {}
