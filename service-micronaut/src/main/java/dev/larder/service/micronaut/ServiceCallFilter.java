package dev.larder.service.micronaut;

import dev.larder.service.secret.ServiceSecret;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;

/** Gives a call of another service the headers that every such call has. */
@ServiceCall
@ClientFilter(ClientFilter.MATCH_ALL_PATTERN)
final class ServiceCallFilter {
  private final ServiceSecret secret;

  ServiceCallFilter(ServiceSecret secret) {
    this.secret = secret;
  }

  @RequestFilter
  void sign(MutableHttpRequest<?> call) {
    secret.addTo(call::header);
  }
}
