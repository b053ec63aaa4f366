package dev.larder.sync.look;

import dev.larder.outbound.AddressKind;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST /internal/look}. */
@Controller("/internal/look")
final class LookController {
  /** How long the answer is, in bytes, about: who asks makes room for it first. */
  private static final String LENGTH = "Larder-Look-Length";

  /** In which kinds of inside addresses the upstream's host is, where that wasn't known. */
  private static final String INSIDE = "Larder-Inside";

  private final Looks looks;
  private final OwnHosts hosts;

  LookController(Looks looks, OwnHosts hosts) {
    this.looks = looks;
    this.hosts = hosts;
  }

  @Post
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> look(HttpRequest<?> http, @Body LookRequest request) {
    Look look;
    try {
      look = Look.of(request);
    } catch (IllegalArgumentException e) {
      return Refusals.of(http, HttpStatus.BAD_REQUEST, e.getMessage());
    }
    try {
      long millis = request.timeoutMillis() == null ? 0 : request.timeoutMillis();
      Outcome outcome = looks.look(look, Look.timeout(millis));
      MutableHttpResponse<?> answer =
          HttpResponse.ok(LookAnswer.json(outcome))
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .header(LENGTH, Long.toString(LookAnswer.length(outcome)));
      inside(look, outcome).ifPresent(kinds -> answer.header(INSIDE, kinds));
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.of(http, HttpStatus.SERVICE_UNAVAILABLE, "The service is stopping.");
    }
  }

  /** What is proven to be the upstream says where its host is from then on. */
  private Optional<String> inside(Look look, Outcome outcome) {
    boolean proven = outcome instanceof Outcome.Page || outcome instanceof Outcome.Unchanged;
    return proven && look.policy().inside().isEmpty()
        ? hosts
            .inside(look)
            .map(
                kinds ->
                    kinds.isEmpty()
                        ? "none"
                        : kinds.stream()
                            .map(AddressKind::wire)
                            .sorted()
                            .collect(Collectors.joining(" ")))
        : Optional.empty();
  }
}
