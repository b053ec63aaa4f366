package dev.larder.index.access;

import dev.larder.service.caller.Caller;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import jakarta.annotation.Nullable;

/**
 * What every call of {@code /__api__} needs: credentials, an administrator's where it isn't {@link
 * Scoped}.
 */
@ServerFilter("/__api__/**")
final class AdministratorFilter implements Ordered {

  @RequestFilter
  @Nullable
  HttpResponse<?> refuse(HttpRequest<?> request, Caller caller) {
    return switch (caller) {
      case Caller.Admin _ -> null;
      case Caller.Token _ -> scoped(request, "this needs a token with scope global:admin");
      case Caller.Person person ->
          scoped(
              request,
              "%s isn't an administrator; this needs one, or a token with scope global:admin"
                  .formatted(person.name()));
      case Caller.Unknown(String detail) ->
          Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, detail);
      case Caller.Anonymous _ ->
          Refusals.of(
              request, HttpStatus.UNAUTHORIZED, "this needs credentials: a token in LARDER_TOKEN");
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
    return HIGHEST_PRECEDENCE + 4;
  }
}
