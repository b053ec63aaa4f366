package dev.larder.service.micronaut;

import dev.larder.service.caller.CallerHeader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.context.ServerRequestContext;

/** Passes on who asks, and from where, as the gateway told it of the request that is answered. */
@CallerPassedOn
@ClientFilter(ClientFilter.MATCH_ALL_PATTERN)
final class CallerPassedOnFilter {

  @RequestFilter
  void passOn(MutableHttpRequest<?> call) {
    ServerRequestContext.currentRequest()
        .ifPresent(
            asked -> {
              passOn(CallerHeader.NAME, asked, call);
              passOn(CallerHeader.FROM, asked, call);
            });
  }

  private static void passOn(String name, HttpRequest<?> asked, MutableHttpRequest<?> call) {
    asked.getHeaders().findFirst(name).ifPresent(value -> call.header(name, value));
  }
}
