package dev.larder.gateway.status;

import dev.larder.gateway.service.ServiceClient;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the stack says about the parts that it keeps running: which had to be started again. */
final class StackHealth {
  private static final JsonMapper JSON = new JsonMapper();

  private final StackConfig stack;
  private final ServiceClient services;
  private final Duration limit;
  private final LostRequests lost;

  StackHealth(StackConfig stack, ServiceClient services, Duration limit, LostRequests lost) {
    this.stack = stack;
    this.services = services;
    this.limit = limit;
    this.lost = lost;
  }

  /**
   * A part that ended by itself, or can't be started.
   *
   * @param count how often it ended since the start
   * @param last when it did, ISO 8601
   * @param reason {@code out-of-memory}, {@code killed}, {@code crashed}, {@code ended}, {@code
   *     disk-full} or {@code not-started}
   * @param running whether it has been ready since
   * @param requests how many requests it was answering then
   */
  record Restart(
      String part, int count, String last, String reason, boolean running, long requests) {}

  /**
   * @param since when the stack was started, ISO 8601
   */
  record Report(String since, boolean diskFull, List<Restart> restarts) {}

  /** Empty where no stack is known, or where it gives no answer. */
  Mono<Optional<Report>> ask(String requestId) {
    return stack
        .place()
        .map(
            url ->
                services
                    .ask(HttpMethod.GET, url, "/health", requestId, limit)
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> Optional.of(read(answer.body())))
                    .defaultIfEmpty(Optional.empty())
                    .onErrorReturn(Optional.empty()))
        .orElseGet(() -> Mono.just(Optional.empty()));
  }

  private Report read(byte[] body) {
    JsonNode json = JSON.readTree(body);
    return new Report(
        json.path("since").asString(),
        json.path("diskFull").asBoolean(),
        json.path("restarts").valueStream().map(this::restart).toList());
  }

  private Restart restart(JsonNode json) {
    String part = json.path("part").asString();
    String last = json.path("last").asString();
    return new Restart(
        part,
        json.path("count").asInt(),
        last,
        json.path("reason").asString(),
        json.path("running").asBoolean(),
        lost.about(part, Instant.parse(last)));
  }
}
