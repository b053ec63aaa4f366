package dev.larder.gateway.revocation;

import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.revocation.Revocations.State;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What auth-service, who asks Keycloak, says of tokens. */
public final class AuthService {
  private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration REBUILD = Duration.ofMinutes(10);
  private static final int MOST_KEPT = 10_000;

  private final ServiceClient services;
  private final Duration limit;
  private final InstantSource clock;
  private final AtomicBoolean rebuilding = new AtomicBoolean();
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  private record Kept(Mono<State> state, Instant until) {}

  public AuthService(ServiceClient services, Duration limit, InstantSource clock) {
    this.services = services;
    this.limit = limit;
    this.clock = clock;
  }

  /** Asks now. */
  Mono<State> ask(String guid, RequestId requestId) {
    return services
        .ask(HttpMethod.GET, Service.AUTH, "/internal/tokens/" + guid, requestId, limit)
        .map(answer -> answer.status() == 200 ? read(answer.body()) : State.UNKNOWN)
        .onErrorResume(
            failure -> {
              LOG.atWarn()
                  .addKeyValue("request_id", requestId.value())
                  .log("auth-service can't be asked for a token: {}", failure.toString());
              return Mono.just(State.UNKNOWN);
            });
  }

  /**
   * Asks, unless it was asked for this token within the last second; those who ask meanwhile share
   * the answer.
   */
  Mono<State> askOrRecall(String guid, RequestId requestId) {
    Instant now = clock.instant();
    synchronized (kept) {
      kept.values().removeIf(old -> !now.isBefore(old.until()));
      Kept recent = kept.get(guid);
      if (recent != null) {
        return recent.state();
      }
      Mono<State> asked = ask(guid, requestId).cache();
      if (kept.size() < MOST_KEPT) {
        kept.put(guid, new Kept(asked, now.plus(KEPT)));
      }
      return asked;
    }
  }

  /** Has the set in Redis built anew, in the background, once at a time. */
  void rebuild(RequestId requestId) {
    if (!rebuilding.compareAndSet(false, true)) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("request_id", requestId.value())
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
