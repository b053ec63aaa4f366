package dev.larder.gateway.revocation;

import dev.larder.gateway.revocation.Revocations.State;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.service.flight.NextFlight;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks auth-service, which asks Keycloak, about tokens. */
public final class AuthClient {
  private static final Logger LOG = LoggerFactory.getLogger(AuthClient.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration REBUILD = Duration.ofMinutes(10);

  private final ServiceClient services;
  private final Duration limit;
  private final AtomicBoolean rebuilding = new AtomicBoolean();
  private final NextFlight<TokenName, State> questions = new NextFlight<>();

  public AuthClient(ServiceClient services, Duration limit) {
    this.services = services;
    this.limit = limit;
  }

  /**
   * Asks for an answer that is younger than this call, so a revocation that was answered before it
   * is never missed. One question about a token at a time: those who come meanwhile share the next.
   */
  Mono<State> ask(TokenName name, String requestId) {
    return Mono.fromFuture(() -> questions.join(name, () -> askNow(name, requestId).toFuture()));
  }

  private Mono<State> askNow(TokenName name, String requestId) {
    return services
        .ask(HttpMethod.GET, Service.AUTH, name.path(), requestId, limit)
        .map(answer -> answer.status() == 200 ? read(answer.body()) : State.UNKNOWN)
        .defaultIfEmpty(State.UNKNOWN)
        .onErrorResume(
            failure -> {
              LOG.atWarn()
                  .addKeyValue("request_id", requestId)
                  .log("auth-service can't be asked for a token: {}", failure.toString());
              return Mono.just(State.UNKNOWN);
            });
  }

  /** Has the set in Redis built anew, in the background, once at a time. */
  void rebuild(String requestId) {
    if (!rebuilding.compareAndSet(false, true)) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("request_id", requestId)
        .log("the set of revoked tokens isn't whole; auth-service is asked to rebuild it");
    services
        .ask(HttpMethod.POST, Service.AUTH, "/internal/revocations/rebuild", requestId, REBUILD)
        .doFinally(end -> rebuilding.set(false))
        .subscribe(
            answer -> {
              if (answer.status() >= 300) {
                LOG.warn("auth-service can't rebuild the set: status {}", answer.status());
              }
            },
            failure -> LOG.warn("auth-service can't rebuild the set: {}", failure.toString()));
  }

  private static State read(byte[] body) {
    JsonNode active = JSON.readTree(body).path("active");
    if (!active.isBoolean()) {
      return State.UNKNOWN;
    }
    return active.booleanValue() ? State.ACTIVE : State.REVOKED;
  }
}
