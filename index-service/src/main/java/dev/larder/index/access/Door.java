package dev.larder.index.access;

import dev.larder.index.settings.Settings;
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
import java.util.Optional;

/** What every request passes first: the secret (but for the health), its id, and who asks. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Door implements Ordered {
  private final Secret secret;
  private final Callers callers;

  Door(Settings settings, Callers callers) {
    this.callers = callers;
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
      return admit(request);
    }
    return Refusals.of(
        request,
        HttpStatus.FORBIDDEN,
        "This service answers other parts of Larder only; ask the gateway instead");
  }

  @Nullable
  private HttpResponse<?> admit(HttpRequest<?> request) {
    try {
      request.setAttribute(Asking.ATTRIBUTE, asking(request));
      return null;
    } catch (IllegalArgumentException e) {
      return Refusals.of(request, HttpStatus.BAD_REQUEST, e.getMessage());
    }
  }

  private Asking asking(HttpRequest<?> request) {
    String caller = request.getHeaders().get(Asking.HEADER);
    return new Asking(
        callers.read(caller),
        Optional.ofNullable(caller),
        Optional.ofNullable(request.getHeaders().get(Asking.FROM)));
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
