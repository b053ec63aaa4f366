package dev.larder.gateway.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
 * @param body how long a small body may take to come, which is read whole before it goes on
 * @param bodies the most bytes of such bodies that are held at once: of clients that have proved
 *     nothing, and as many again of the others
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
    @DefaultValue("10s") Duration body,
    @DefaultValue("8MB") DataSize bodies,
    @DefaultValue("2000") int connections) {

  public Limits {
    if (body.isNegative() || body.isZero()) {
      throw new IllegalArgumentException("LARDER_LIMITS_BODY must be more than 0");
    }
    if (bodies.toBytes() < 1) {
      throw new IllegalArgumentException("LARDER_LIMITS_BODIES must be 1 or more bytes");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("LARDER_LIMITS_CONNECTIONS must be 1 or more");
    }
  }
}
