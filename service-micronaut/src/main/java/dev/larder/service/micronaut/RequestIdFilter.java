package dev.larder.service.micronaut;

import dev.larder.service.request.RequestId;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;

/** Gives every request its id, in all log lines and in the answer. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {
  private static final String ATTRIBUTE = RequestId.class.getName();

  @RequestFilter
  void name(HttpRequest<?> request, MutablePropagatedContext context) {
    String id = RequestId.of(request.getHeaders().getAll(RequestId.HEADER));
    request.setAttribute(ATTRIBUTE, id);
    context.add(new MdcPropagationContext(Map.of(RequestId.MDC_KEY, id)));
  }

  @ResponseFilter
  void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header(RequestId.HEADER, of(request));
  }

  /** The id of this request. */
  static String of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class).orElseGet(RequestId::create);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
