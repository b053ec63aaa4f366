package dev.larder.gateway.status;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.gateway.wire.OwnLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /__api__/status}: every service is asked how it is, all at once, each for a short while;
 * 503 when one is down. Names, states and the public address only, since anyone may ask.
 */
public final class StatusPage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UP = "up";
  private static final String DOWN = "down";

  private final ServiceClient services;
  private final String version;
  private final Duration limit;

  public StatusPage(ServiceClient services, String version, Duration limit) {
    this.services = services;
    this.version = version;
    this.limit = limit;
  }

  /** A service and the parts that it names. */
  record Part(String status, Map<String, String> parts) {
    static final Part UNREACHABLE = new Part(DOWN, Map.of());
  }

  /** The whole. */
  record Status(String status, String version, String address, Map<String, Part> parts) {}

  public Mono<Void> answer(ServerWebExchange exchange) {
    return Flux.fromIterable(Service.own())
        .flatMap(
            service -> ask(service, RequestId.of(exchange)).map(part -> Map.entry(service, part)))
        .collectMap(entry -> entry.getKey().partName(), Map.Entry::getValue, TreeMap::new)
        .publishOn(OwnLoop.of(exchange))
        .flatMap(
            parts -> {
              boolean up = parts.values().stream().allMatch(part -> UP.equals(part.status()));
              return Answers.json(
                  exchange,
                  up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
                  new Status(
                      up ? UP : DOWN, version, Arrival.of(exchange).base().toString(), parts));
            });
  }

  private Mono<Part> ask(Service service, RequestId requestId) {
    return services
        .ask(HttpMethod.GET, service, "/health", requestId, limit)
        .map(answer -> read(answer.body()))
        .onErrorReturn(Part.UNREACHABLE);
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
