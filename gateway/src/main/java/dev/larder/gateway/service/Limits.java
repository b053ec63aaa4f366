package dev.larder.gateway.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the gateway waits for others. None of them ends a transfer whose bytes move.
 *
 * @param connect until a service has taken the connection
 * @param page until the first byte of an index page
 * @param catalogue until the first byte of an answer about the catalogue, which may change many
 *     files or wait for Redis
 * @param file until the first byte of a file
 * @param tokens until the first byte of an answer of auth-service, which may ask Keycloak for
 *     thousands of clients
 * @param health until a service has said how it is
 * @param redis until Redis has answered
 * @param ask until auth-service has said whether a token is active
 * @param linger how long the rest of an upload is read that was answered early
 * @param connections the most connections to one service at once
 */
@ConfigurationProperties("larder.limits")
public record Limits(
    @DefaultValue("2s") Duration connect,
    @DefaultValue("30s") Duration page,
    @DefaultValue("60s") Duration catalogue,
    @DefaultValue("60s") Duration file,
    @DefaultValue("150s") Duration tokens,
    @DefaultValue("2s") Duration health,
    @DefaultValue("300ms") Duration redis,
    @DefaultValue("5s") Duration ask,
    @DefaultValue("5m") Duration linger,
    @DefaultValue("2000") int connections) {

  public Limits {
    if (connections < 1) {
      throw new IllegalArgumentException("LARDER_LIMITS_CONNECTIONS must be 1 or more");
    }
  }
}
