package dev.larder.index.memory;

import dev.larder.memory.ByteBudget;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * Bodies of requests have a budget of their own, for what is done for them takes shares of the
 * other; each waits before any of it is read.
 */
@ServerFilter(
    patterns = ServerFilter.MATCH_ALL_PATTERN,
    methods = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE})
final class RequestBodyFilter implements Ordered {
  private static final double PART_OF_HEAP = 1.0 / 16;

  /** As the server's setting has it, in bytes; of an unknown length it may have so many. */
  private static final long LONGEST = 1 << 20;

  /** The bytes, and what they say. */
  private static final long COPIES = 3;

  private final ByteBudget bodies;

  RequestBodyFilter(MemorySettings settings) {
    this.bodies = ByteBudget.ofHeap(PART_OF_HEAP, settings.patience());
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> hold(HttpRequest<?> request, FilterContinuation<HttpResponse<?>> next) {
    try (ByteBudget.Share share = bodies.take(length(request) * COPIES, ClientAddress.current())) {
      return next.proceed();
    }
  }

  private static long length(HttpRequest<?> request) {
    if (request.getHeaders().contains("Transfer-Encoding")) {
      return LONGEST;
    }
    return Math.min(request.getContentLength() < 0 ? 0 : request.getContentLength(), LONGEST);
  }

  /** Once it is known who asks. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 10;
  }
}
