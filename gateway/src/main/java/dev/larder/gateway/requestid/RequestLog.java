package dev.larder.gateway.requestid;

import dev.larder.gateway.address.Arrival;
import dev.larder.service.spring.RequestIdFilter;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Gives every request its id, sends it back, and writes one line a request: client, method, path
 * (never the query string), status, milliseconds, bytes of the answer's body, how it ended, and the
 * service that answered.
 */
public final class RequestLog implements WebFilter {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.gateway.access");
  private static final String SERVICE = RequestLog.class.getName() + ".service";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long began = System.nanoTime();
    RequestIdFilter.name(exchange);
    CountedResponse response = new CountedResponse(exchange.getResponse());
    return chain
        .filter(exchange.mutate().response(response).build())
        .doFinally(end -> write(exchange, response, began, end));
  }

  /** Says which service answers this request, by its name for people. */
  public static void answeredBy(ServerWebExchange exchange, String service) {
    exchange.getAttributes().put(SERVICE, service);
  }

  /** The service that answers this request, if it went to one. */
  public static Optional<String> service(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(SERVICE));
  }

  private static void write(
      ServerWebExchange exchange, CountedResponse response, long began, SignalType end) {
    String method = exchange.getRequest().getMethod().name();
    String path = exchange.getRequest().getURI().getRawPath();
    HttpStatusCode status = response.getStatusCode();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("request_id", RequestIdFilter.of(exchange))
            .addKeyValue("client", Arrival.of(exchange).client().getHostAddress())
            .addKeyValue("method", method)
            .addKeyValue("path", path)
            .addKeyValue("status", status == null ? 0 : status.value())
            .addKeyValue("duration_ms", (System.nanoTime() - began) / 1_000_000)
            .addKeyValue("bytes", response.bytes.sum())
            .addKeyValue("ended", ended(end))
            .addKeyValue("service", service(exchange).orElse("gateway"));
    line.log("{} {}", method, path);
  }

  private static String ended(SignalType end) {
    if (end == SignalType.ON_COMPLETE) {
      return "complete";
    }
    return end == SignalType.CANCEL ? "client left" : "broken off";
  }

  /** Counts what is written; a single buffer stays a single buffer, which is sent in one piece. */
  private static final class CountedResponse extends ServerHttpResponseDecorator {
    private final LongAdder bytes = new LongAdder();

    CountedResponse(ServerHttpResponse response) {
      super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return super.writeWith(
          body instanceof Mono<? extends DataBuffer> one
              ? one.doOnNext(this::count)
              : Flux.from(body).doOnNext(this::count));
    }

    private void count(DataBuffer buffer) {
      bytes.add(buffer.readableByteCount());
    }
  }
}
