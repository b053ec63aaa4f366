package dev.larder.index.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import jakarta.annotation.Nullable;

/**
 * What every call of {@code /__api__} passes: credentials, an administrator's where it isn't {@link
 * Scoped}.
 */
@ServerFilter("/__api__/**")
final class ApiDoor implements Ordered {

  @RequestFilter
  @Nullable
  HttpResponse<?> enter(HttpRequest<?> request) {
    return switch (Asking.of(request).caller()) {
      case Caller.Admin admin -> null;
      case Caller.Token token -> scoped(request, "this needs a token with scope global:admin");
      case Caller.Person person ->
          scoped(
              request,
              "%s isn't an administrator; this needs one, or a token with scope global:admin"
                  .formatted(person.name()));
      case Caller.Unknown(String detail) ->
          Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, detail);
      case Caller.Anonymous anonymous ->
          Refusals.challenge(request, "this needs credentials: a token in LARDER_TOKEN");
    };
  }

  @Nullable
  private static HttpResponse<?> scoped(HttpRequest<?> request, String refusal) {
    return RouteAttributes.getRouteMatch(request)
            .filter(route -> route.getAnnotationMetadata().hasAnnotation(Scoped.class))
            .isPresent()
        ? null
        : Refusals.of(request, HttpStatus.FORBIDDEN, refusal);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }
}
