package dev.larder.service.micronaut;

import dev.larder.service.secret.ServiceSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Lets in only who knows the shared secret; anybody may ask for the health. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecretFilter implements Ordered {
  private final ServiceSecret secret;

  SecretFilter(ServiceSecret secret) {
    this.secret = secret;
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> refuse(HttpRequest<?> request) {
    return secret.admits(request.getPath(), request.getHeaders().get(ServiceSecret.HEADER))
        ? null
        : Refusals.of(request, HttpStatus.FORBIDDEN, ServiceSecret.REFUSAL);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }
}
