package dev.larder.gateway.openapi;

import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.service.spring.Refusal;
import dev.larder.service.spring.RequestIdFilter;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /__api__/openapi.json}: what the services say of their calls, each from its own code,
 * and what the gateway adds, in one document (OpenAPI 3.1).
 */
public final class ApiDescription {
  private static final Logger LOG = LoggerFactory.getLogger(ApiDescription.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Service> DESCRIBED = List.of(Service.INDEX, Service.SYNC, Service.AUTH);

  private final ServiceClient services;
  private final Duration limit;
  private final Descriptions descriptions;
  private final JsonNode own;

  /**
   * @param limit how long each service may take to describe itself
   */
  public ApiDescription(ServiceClient services, String version, Duration limit) {
    this.services = services;
    this.limit = limit;
    this.descriptions = new Descriptions(version);
    try (InputStream resource = ApiDescription.class.getResourceAsStream("own.json")) {
      this.own = JSON.readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Part(Service service, Optional<JsonNode> document) {}

  /** Answers with the whole, or not at all: a document without a service's calls would mislead. */
  public Mono<Void> answer(ServerWebExchange exchange) {
    return Flux.fromIterable(DESCRIBED)
        .flatMapSequential(service -> ask(service, RequestIdFilter.of(exchange)))
        .collectList()
        .publishOn(RequestEventLoop.of(exchange))
        .flatMap(parts -> answer(exchange, parts));
  }

  private Mono<Void> answer(ServerWebExchange exchange, List<Part> parts) {
    Optional<Part> missing = parts.stream().filter(part -> part.document().isEmpty()).findFirst();
    if (missing.isPresent()) {
      return Answers.refuse(
          exchange,
          new Refusal(
              HttpStatus.SERVICE_UNAVAILABLE,
              "%s doesn't describe its calls now; see larder status"
                  .formatted(missing.get().service().partName())));
    }
    List<JsonNode> documents =
        Stream.concat(Stream.of(own), parts.stream().flatMap(part -> part.document().stream()))
            .toList();
    return Answers.json(exchange, HttpStatus.OK, descriptions.merge(documents));
  }

  private Mono<Part> ask(Service service, String requestId) {
    return services
        .ask(HttpMethod.GET, service, "/internal/openapi", requestId, limit)
        .map(answer -> new Part(service, document(answer)))
        .onErrorResume(
            failure -> {
              LOG.atWarn()
                  .addKeyValue("request_id", requestId)
                  .log("{} didn't describe its calls: {}", service.partName(), failure.toString());
              return Mono.just(new Part(service, Optional.empty()));
            });
  }

  private static Optional<JsonNode> document(ServiceClient.Answer answer) {
    if (answer.status() != HttpStatus.OK.value()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(answer.body()))
          .filter(document -> document.path("openapi").asString("").startsWith("3."));
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }
}
