package dev.larder.auth.index;

import dev.larder.auth.Outcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Asks index-service by HTTP. */
@Component
final class HttpCatalogue implements Catalogue {

  private static final Logger log = LoggerFactory.getLogger(HttpCatalogue.class);
  private static final String UNREACHABLE =
      "names can't be looked up: index-service can't be reached; try again in a few seconds";

  private final IndexCalls index;

  HttpCatalogue(HttpIndex index) {
    this.index = index.client(IndexCalls.class);
  }

  private record Problem(String detail) {}

  @Override
  public Outcome<Ids> ids(List<String> sources, List<String> repos) {
    try {
      return Outcome.done(index.ids(String.join(",", sources), String.join(",", repos)));
    } catch (WebClientResponseException.NotFound e) {
      return Outcome.refused(404, e.getResponseBodyAs(Problem.class).detail());
    } catch (WebClientException | IllegalStateException e) {
      log.warn("index-service can't be reached: {}", e.toString());
      return Outcome.refused(503, UNREACHABLE);
    }
  }

  @Override
  public Names names() {
    try {
      return index.names();
    } catch (WebClientException | IllegalStateException e) {
      log.warn("index-service gives no names: {}", e.toString());
      return Names.UNKNOWN;
    }
  }
}
