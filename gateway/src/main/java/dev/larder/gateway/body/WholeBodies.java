package dev.larder.gateway.body;

import dev.larder.gateway.caller.Access;
import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.service.Limits;
import dev.larder.service.spring.Refusal;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Small bodies, each read to its end and measured before any of it goes on. They are copied as they
 * come, so that a client that holds back the rest holds none of the network's own buffers; each has
 * only so much time, and all together only so much room. Who has proved nothing can't take the room
 * of those who have.
 */
public final class WholeBodies {
  private final Duration patience;
  private final long room;
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong proved = new AtomicLong();

  public WholeBodies(Limits limits) {
    this.patience = limits.body();
    this.room = limits.bodies().toBytes();
  }

  /** A body that isn't taken. */
  private static final class Unwanted extends RuntimeException {
    private final transient Refusal refusal;

    private Unwanted(Refusal refusal) {
      super(refusal.detail(), null, false, false);
      this.refusal = refusal;
    }
  }

  /** What one body takes of the room of many. */
  private static final class Held {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong all;
    private long counted;

    private Held(AtomicLong all) {
      this.all = all;
    }

    private void count(long more) {
      counted += more;
      all.addAndGet(more);
    }

    private void letGo() {
      all.addAndGet(-counted);
      counted = 0;
    }
  }

  /**
   * Does {@code wayOn} with {@code exchange} and its body, which lies in memory until that is done;
   * or refuses it: 413 beyond {@code most} bytes, 408 when they don't come in time, 503 when there
   * is no room.
   */
  public Mono<Void> read(
      ServerWebExchange exchange,
      Access access,
      int most,
      BiFunction<ServerWebExchange, byte[], Mono<Void>> wayOn) {
    if (exchange.getRequest().getHeaders().getContentLength() > most) {
      return Answers.refuse(exchange, tooLarge(most));
    }
    return Mono.using(
        () -> new Held(access == Access.ANYONE || access == Access.READER ? open : proved),
        held ->
            bytes(exchange, most, held)
                .flatMap(bytes -> wayOn.apply(with(exchange, bytes), bytes))
                .onErrorResume(
                    Unwanted.class, unwanted -> Answers.refuse(exchange, unwanted.refusal)),
        Held::letGo);
  }

  private Mono<byte[]> bytes(ServerWebExchange exchange, int most, Held held) {
    return exchange
        .getRequest()
        .getBody()
        .reduce(held, (all, chunk) -> add(all, chunk, most))
        .map(all -> all.bytes.toByteArray())
        .timeout(patience)
        .onErrorResume(
            TimeoutException.class,
            _ -> Mono.<byte[]>error(new Unwanted(late())).publishOn(RequestEventLoop.of(exchange)));
  }

  private Held add(Held held, DataBuffer chunk, int most) {
    try {
      int more = chunk.readableByteCount();
      if (held.bytes.size() + more > most) {
        throw new Unwanted(tooLarge(most));
      }
      held.count(more);
      if (held.all.get() > room) {
        throw new Unwanted(full());
      }
      byte[] bytes = new byte[more];
      chunk.read(bytes);
      held.bytes.writeBytes(bytes);
      return held;
    } finally {
      DataBufferUtils.release(chunk);
    }
  }

  private static Refusal tooLarge(int most) {
    return new Refusal(
        HttpStatus.CONTENT_TOO_LARGE,
        "the body is larger than the %d bytes that are taken here".formatted(most));
  }

  private Refusal late() {
    return new Refusal(
        HttpStatus.REQUEST_TIMEOUT,
        "the body didn't come within %d seconds; send it again".formatted(patience.toSeconds()));
  }

  private Refusal full() {
    return new Refusal(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too many requests are being read at once; try again in some seconds")
        .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, patience.toSeconds())));
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
