package dev.larder.gateway.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.caller.Caller;
import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.service.spring.RequestIdFilter;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /__api__/status}: every service is asked how it is, all at once, each for a short while;
 * 503 when one is down. Anyone may ask, so it has names of parts, states, times and the public
 * address only; an administrator is told which upstreams give no answer, and which aren't asked,
 * too.
 */
public final class StatusPage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UP = "up";
  private static final String DOWN = "down";

  private final ServiceClient services;
  private final StackHealth stack;
  private final String version;
  private final Duration limit;

  public StatusPage(
      ServiceClient services,
      StackConfig stack,
      String version,
      Duration limit,
      LostRequests lost) {
    this.services = services;
    this.stack = new StackHealth(stack, services, limit, lost);
    this.version = version;
    this.limit = limit;
  }

  /** A service and the parts that it names. */
  record Part(String status, Map<String, String> parts) {
    static final Part UNREACHABLE = new Part(DOWN, Map.of());
  }

  /** The whole; what isn't known, or isn't for the caller, isn't there. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Status(
      String status,
      String version,
      String address,
      Map<String, Part> parts,
      Optional<StackHealth.Report> stack,
      Optional<JsonNode> upstreams,
      Optional<JsonNode> offline) {}

  public Mono<Void> answer(ServerWebExchange exchange) {
    String requestId = RequestIdFilter.of(exchange);
    Mono<Map<String, Part>> parts =
        Flux.fromIterable(Service.own())
            .flatMap(service -> ask(service, requestId).map(part -> Map.entry(service, part)))
            .collectMap(entry -> entry.getKey().partName(), Map.Entry::getValue, TreeMap::new);
    return Mono.zip(parts, stack.ask(requestId), upstreams(exchange))
        .publishOn(RequestEventLoop.of(exchange))
        .flatMap(
            known -> {
              boolean up =
                  known.getT1().values().stream().allMatch(part -> UP.equals(part.status()));
              return Answers.json(
                  exchange,
                  up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
                  new Status(
                      up ? UP : DOWN,
                      version,
                      Arrival.of(exchange).base().toString(),
                      known.getT1(),
                      known.getT2(),
                      known.getT3().map(upstreams -> upstreams.path("failing")),
                      known.getT3().map(upstreams -> upstreams.path("offline"))));
            });
  }

  private Mono<Part> ask(Service service, String requestId) {
    return services
        .ask(HttpMethod.GET, service, "/health", requestId, limit)
        .map(answer -> read(answer.body()))
        .onErrorReturn(Part.UNREACHABLE);
  }

  /** Sources have names that not everyone may know. */
  private Mono<Optional<JsonNode>> upstreams(ServerWebExchange exchange) {
    if (Caller.of(exchange).filter(Caller.Admin.class::isInstance).isEmpty()) {
      return Mono.just(Optional.empty());
    }
    return services
        .ask(
            HttpMethod.GET,
            Service.INDEX,
            "/internal/upstreams",
            RequestIdFilter.of(exchange),
            limit)
        .filter(answer -> answer.status() == 200)
        .map(answer -> Optional.of(JSON.readTree(answer.body())))
        .defaultIfEmpty(Optional.empty())
        .onErrorReturn(Optional.empty());
  }

  private static Part read(byte[] body) {
    JsonNode health = JSON.readTree(body);
    Map<String, String> parts = new TreeMap<>();
    health
        .path("parts")
        .properties()
        .forEach(part -> parts.put(part.getKey(), state(part.getValue())));
    return new Part(state(health.path("status")), parts);
  }

  private static String state(JsonNode node) {
    return UP.equals(node.asString("")) ? UP : DOWN;
  }
}
