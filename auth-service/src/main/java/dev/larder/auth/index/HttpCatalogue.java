package dev.larder.auth.index;

import dev.larder.auth.Outcome;
import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Asks index-service by HTTP. */
@Component
final class HttpCatalogue implements Catalogue {

  private static final Logger log = LoggerFactory.getLogger(HttpCatalogue.class);

  private final IndexSettings settings;
  private final WebClient http;

  HttpCatalogue(IndexSettings settings, ServiceSecret secret) {
    this.settings = settings;
    this.http = WebClient.builder().defaultHeader(ServiceSecret.HEADER, secret.secret()).build();
  }

  private record Problem(String detail) {}

  @Override
  public Outcome<Ids> ids(List<String> sources, List<String> repos) {
    var uri =
        UriComponentsBuilder.fromUri(settings.url())
            .path("/internal/ids")
            .queryParam("sources", "{sources}")
            .queryParam("repos", "{repos}")
            .encode()
            .buildAndExpand(String.join(",", sources), String.join(",", repos))
            .toUri();
    try {
      return get(uri, Ids.class);
    } catch (WebClientException | IllegalStateException e) {
      log.warn("index-service can't be reached: {}", e.toString());
      return Outcome.refused(503, UNREACHABLE);
    }
  }

  private static final String UNREACHABLE =
      "names can't be looked up: index-service can't be reached; try again in a few seconds";

  @Override
  public Names names() {
    var uri = UriComponentsBuilder.fromUri(settings.url()).path("/internal/names").build().toUri();
    try {
      return switch (get(uri, Names.class)) {
        case Outcome.Done<Names>(var names) -> names;
        case Outcome.Refused<Names>(int status, var detail) -> {
          log.warn("index-service gives no names: {} {}", status, detail);
          yield Names.UNKNOWN;
        }
      };
    } catch (WebClientException | IllegalStateException e) {
      log.warn("index-service can't be reached: {}", e.toString());
      return Names.UNKNOWN;
    }
  }

  private <T> Outcome<T> get(URI uri, Class<T> type) {
    var request = http.get().uri(uri);
    RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
    Mono<Outcome<T>> answer =
        request.exchangeToMono(
            response -> {
              HttpStatusCode status = response.statusCode();
              if (status.is2xxSuccessful()) {
                return response.bodyToMono(type).map(Outcome::done);
              }
              Mono<Outcome<T>> refusal =
                  status.value() == 404
                      ? response
                          .bodyToMono(Problem.class)
                          .map(problem -> Outcome.refused(404, problem.detail()))
                      : response.releaseBody().thenReturn(Outcome.refused(503, UNREACHABLE));
              return refusal;
            });
    // a time-out is an IllegalStateException
    return answer.block(settings.timeout());
  }
}
