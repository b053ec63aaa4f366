package dev.larder.gateway.route;

import dev.larder.gateway.body.WholeBodies;
import dev.larder.gateway.caller.Access;
import dev.larder.gateway.caller.Authorizer;
import dev.larder.gateway.caller.Caller;
import dev.larder.gateway.connection.Methods;
import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.crossorigin.CrossOriginReads;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.home.HomePage;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.openapi.ApiDescription;
import dev.larder.gateway.openapi.ApiPage;
import dev.larder.gateway.signin.PasswordAttempts;
import dev.larder.gateway.status.StatusPage;
import dev.larder.service.spring.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What routes do with a request before it goes on, and what of it the gateway answers itself. */
public record RouteFilters(
    Authorizer authorizer,
    RateLimits limits,
    WholeBodies bodies,
    StatusPage statusPage,
    HomePage homePage,
    ApiPage apiPage,
    ApiDescription apiDescription) {
  static final int SMALL_BODY = 64 * 1024;
  static final int LARGE_BODY = 1024 * 1024;

  /** Lets pass who proves {@code access}, and refuses others. */
  GatewayFilter caller(Access access) {
    return (exchange, chain) -> authorizer.filter(exchange, access, chain);
  }

  GatewayFilter crossOriginReads() {
    return new CrossOriginReads();
  }

  /** So many uploads a minute, of one token and from one address. */
  GatewayFilter uploadRate() {
    return (exchange, chain) ->
        unless(
            limits.upload(exchange, Caller.of(exchange).flatMap(Caller::identity)),
            exchange,
            chain);
  }

  GatewayFilter uploadRateOfOthersThanAdmins() {
    GatewayFilter limited = uploadRate();
    return (exchange, chain) ->
        Caller.of(exchange).filter(Caller.Admin.class::isInstance).isPresent()
            ? chain.filter(exchange)
            : limited.filter(exchange, chain);
  }

  /** So many tokens of CI systems a minute that weren't taken: sign-ins that failed (RTP-2). */
  GatewayFilter signInRate() {
    return (exchange, chain) -> {
      limits.countIfAnswered(exchange, Set.of(HttpStatus.UNPROCESSABLE_CONTENT));
      return unless(limits.guessing(exchange), exchange, chain);
    };
  }

  /** Has a body read to its end before it goes on, of {@code most} bytes. */
  GatewayFilter wholeBody(Access access, int most) {
    return (exchange, chain) ->
        Methods.onlyReads(exchange.getRequest().getMethod())
            ? chain.filter(exchange)
            : bodies.read(exchange, access, most, (whole, _) -> chain.filter(whole));
  }

  /** Refuses forms, which are uploads that were sent to the wrong place. */
  GatewayFilter noForm() {
    return (exchange, chain) ->
        MisplacedUpload.isForm(exchange)
            ? Answers.refuse(
                exchange,
                MisplacedUpload.worded(
                    new Refusal(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "no form is taken at this path")))
            : chain.filter(exchange);
  }

  /** So many wrong passwords a minute, which are found in forms and answers. */
  GatewayFilter passwordAttempts() {
    return (exchange, chain) ->
        bodies.read(
            exchange,
            Access.ANYONE,
            SMALL_BODY,
            (whole, form) -> {
              Set<HttpStatus> failed = PasswordAttempts.failures(whole, form);
              if (failed.isEmpty()) {
                return chain.filter(whole);
              }
              return unless(
                  limits.guessing(whole),
                  whole,
                  passed -> {
                    limits.countIfAnswered(passed, failed);
                    return chain.filter(passed);
                  });
            });
  }

  /** The gateway's own answer. */
  static GatewayFilter answer(Function<ServerWebExchange, Mono<Void>> answer) {
    return (exchange, _) -> answer.apply(exchange);
  }

  private static Mono<Void> unless(
      Mono<Optional<Refusal>> tooMany, ServerWebExchange exchange, GatewayFilterChain chain) {
    return tooMany
        .publishOn(RequestEventLoop.of(exchange))
        .flatMap(
            refusal ->
                refusal
                    .map(found -> Answers.refuse(exchange, found))
                    .orElseGet(() -> chain.filter(exchange)));
  }
}
