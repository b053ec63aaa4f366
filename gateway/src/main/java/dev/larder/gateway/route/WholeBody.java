package dev.larder.gateway.route;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A small body, read to its end and measured before any of it goes on. */
sealed interface WholeBody {
  /**
   * @param exchange the same, with the body in memory
   */
  record Read(ServerWebExchange exchange) implements WholeBody {}

  /**
   * @param most how many bytes are taken
   */
  record TooLarge(int most) implements WholeBody {}

  /** The body of {@code exchange}, if it has no more than {@code most} bytes. */
  static Mono<WholeBody> of(ServerWebExchange exchange, int most) {
    ServerHttpRequest request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > most) {
      return Mono.just(new TooLarge(most));
    }
    return DataBufferUtils.join(request.getBody(), most)
        .map(WholeBody::bytes)
        .defaultIfEmpty(new byte[0])
        .<WholeBody>map(bytes -> new Read(with(exchange, bytes)))
        .onErrorReturn(DataBufferLimitException.class, new TooLarge(most));
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static ServerWebExchange with(ServerWebExchange exchange, byte[] bytes) {
    ServerHttpRequest whole =
        new ServerHttpRequestDecorator(exchange.getRequest()) {
          @Override
          public Flux<DataBuffer> getBody() {
            return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
          }
        };
    return exchange.mutate().request(whole).build();
  }
}
