package dev.larder.index.access;

import dev.larder.index.Settings;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.annotation.Nullable;
import java.util.Map;

/** What every request passes first: the secret (but for the health), and its id. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Door implements Ordered {
  private final Secret secret;

  Door(Settings settings) {
    this.secret = new Secret(settings.secret());
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> enter(HttpRequest<?> request, MutablePropagatedContext context) {
    String id = RequestId.of(request.getHeaders().get(RequestId.HEADER));
    context.add(new MdcPropagationContext(Map.of(RequestId.MDC_KEY, id)));
    if (holdsNul(request)) {
      return Refusals.of(request, HttpStatus.BAD_REQUEST, "An address can't hold %00");
    }
    if (request.getPath().equals("/health")
        || secret.matches(request.getHeaders().get(Secret.HEADER))) {
      return null;
    }
    return Refusals.of(
        request,
        HttpStatus.FORBIDDEN,
        "This service answers other parts of Larder only; ask the gateway instead");
  }

  /** PostgreSQL's texts can't, so nothing that is there has one in its address. */
  private static boolean holdsNul(HttpRequest<?> request) {
    return request.getUri().toString().contains("%00");
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
