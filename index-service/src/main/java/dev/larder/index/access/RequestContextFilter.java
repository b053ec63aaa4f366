package dev.larder.index.access;

import dev.larder.service.caller.Caller;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.annotation.Nullable;

/** Keeps who asks, and from where, once the secret and the caller are proved. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestContextFilter implements Ordered {

  @RequestFilter
  @Nullable
  HttpResponse<?> keep(HttpRequest<?> request, Caller caller) {
    if (holdsNul(request)) {
      return Refusals.of(request, HttpStatus.BAD_REQUEST, "An address can't hold %00");
    }
    request.setAttribute(
        RequestContext.ATTRIBUTE,
        new RequestContext(
            caller,
            request.getHeaders().findFirst(CallerHeader.NAME),
            request.getHeaders().findFirst(CallerHeader.FROM)));
    return null;
  }

  /** PostgreSQL's texts can't, so nothing that is there has one in its address. */
  private static boolean holdsNul(HttpRequest<?> request) {
    return request.getUri().toString().contains("%00");
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 3;
  }
}
