package dev.larder.gateway.error;

import dev.larder.gateway.connection.Methods;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.service.spring.Refusal;
import dev.larder.service.spring.RequestIdFilter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What a client is told when something broke. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /**
   * Answers in one line, naming the service at fault; if the answer has begun already, the failure
   * goes on, so that the connection breaks and nobody takes what came for the whole.
   */
  public static Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
    String part = RequestLog.service(exchange).orElse("the gateway");
    if (exchange.getResponse().isCommitted()) {
      log(exchange, "the answer of {} broke off: {}", part, failure);
      return Mono.error(new BrokenAnswer(part));
    }
    boolean onlyReads = Methods.onlyReads(exchange.getRequest().getMethod());
    Optional<Refusal> refusal = refusal(part, failure, onlyReads);
    if (refusal.isPresent()) {
      log(exchange, "{} didn't answer: {}", part, failure);
      return Answers.refuse(exchange, refusal.get());
    }
    LOG.atError()
        .addKeyValue("request_id", RequestIdFilter.of(exchange))
        .setCause(failure)
        .log("an unexpected error");
    return Answers.refuse(
        exchange,
        new Refusal(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "an error inside the gateway; its log says more about request "
                + RequestIdFilter.of(exchange)));
  }

  /** Whether a connection broke on which a service was answering. */
  public static boolean isLostConnection(Throwable failure) {
    return switch (failure) {
      case ConnectException _, UnknownHostException _ -> false;
      case IOException _, AbortedException _ -> true;
      default -> false;
    };
  }

  private static Optional<Refusal> refusal(String part, Throwable failure, boolean onlyReads) {
    return switch (failure) {
      case ConnectException _, UnknownHostException _ ->
          Optional.of(unavailable(part + " can't be reached; see larder status"));
      case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
          Optional.of(unavailable(part + " has too much to do; try again"));
      case ResponseStatusException timeout
          when timeout.getStatusCode().equals(HttpStatus.GATEWAY_TIMEOUT) ->
          Optional.of(late(part, onlyReads));
      case TimeoutException _ -> Optional.of(late(part, onlyReads));
      case IOException _, AbortedException _ ->
          Optional.of(
              unavailable(
                  part
                      + " broke off before it had answered"
                      + open(onlyReads)
                      + "; see larder status"));
      default -> Optional.empty();
    };
  }

  private static Refusal unavailable(String detail) {
    return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }

  private static Refusal late(String part, boolean onlyReads) {
    return new Refusal(
        HttpStatus.GATEWAY_TIMEOUT,
        part + " didn't answer in time" + open(onlyReads) + "; see larder status");
  }

  /** What is to be said of a change whose answer was lost. */
  private static String open(boolean onlyReads) {
    return onlyReads ? "" : ", and may have done what was asked; ask again to be sure";
  }

  private static void log(
      ServerWebExchange exchange, String message, String part, Throwable failure) {
    LOG.atWarn()
        .addKeyValue("request_id", RequestIdFilter.of(exchange))
        .addKeyValue("method", exchange.getRequest().getMethod().name())
        .addKeyValue("path", exchange.getRequest().getURI().getRawPath())
        .log(message, part, failure.toString());
  }
}
