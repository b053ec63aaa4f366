package dev.larder.service.micronaut;

import dev.larder.service.caller.Caller;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.caller.UnreadableCaller;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import java.util.Optional;

/** Reads who asks; a controller's method has it as an argument of type {@link Caller}. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CallerFilter implements Ordered, TypedRequestArgumentBinder<Caller> {
  private static final String ATTRIBUTE = Caller.class.getName();

  private final CallerHeader header;

  CallerFilter(CallerHeader header) {
    this.header = header;
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> read(HttpRequest<?> request) {
    try {
      request.setAttribute(
          ATTRIBUTE, header.read(request.getHeaders().findFirst(CallerHeader.NAME)));
      return null;
    } catch (UnreadableCaller e) {
      return Refusals.of(request, HttpStatus.BAD_REQUEST, e.getMessage());
    }
  }

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    Optional<Caller> caller = request.getAttribute(ATTRIBUTE, Caller.class);
    return () -> caller;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 2;
  }
}
