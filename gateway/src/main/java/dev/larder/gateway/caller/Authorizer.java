package dev.larder.gateway.caller;

import dev.larder.gateway.connection.RequestEventLoop;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.service.spring.Refusal;
import dev.larder.service.spring.RequestIdFilter;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides whether a request may go on, before anything of its body is read. */
public final class Authorizer {
  /** PyPI's sentence, which upload clients know (RAUTH-5). */
  static final String BAD = "Invalid or non-existent authentication information.";

  private static final Outcome ANONYMOUS = new Outcome.Passed(Optional.empty());

  private final Authenticator check;
  private final RateLimits limits;

  public Authorizer(Authenticator check, RateLimits limits) {
    this.check = check;
    this.limits = limits;
  }

  /** What was decided. */
  private sealed interface Outcome {
    /**
     * @param caller empty for anonymous
     */
    record Passed(Optional<Caller> caller) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /** Lets pass what proves {@code access}, and notes who asks; refuses the rest. */
  public Mono<Void> filter(ServerWebExchange exchange, Access access, GatewayFilterChain chain) {
    return check(exchange, access)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Passed(Optional<Caller> caller) -> {
                    caller.ifPresent(known -> known.asks(exchange));
                    yield chain.filter(exchange);
                  }
                  case Outcome.Refused(Refusal refusal) -> Answers.refuse(exchange, refusal);
                });
  }

  private Mono<Outcome> check(ServerWebExchange exchange, Access access) {
    if (access == Access.ANYONE) {
      return Mono.just(ANONYMOUS);
    }
    return switch (Credential.from(
        exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION))) {
      case Credential.None() -> Mono.just(none(access));
      case Credential.Malformed() -> bad(exchange, access).publishOn(RequestEventLoop.of(exchange));
      case Credential.Secret(String value) ->
          check
              .check(value, RequestIdFilter.of(exchange))
              .flatMap(authentication -> outcome(exchange, authentication, access))
              .publishOn(RequestEventLoop.of(exchange));
    };
  }

  private Mono<Outcome> outcome(
      ServerWebExchange exchange, Authentication authentication, Access access) {
    return switch (authentication) {
      case Authentication.Bad() -> bad(exchange, access);
      case Authentication.Good(Caller caller) when isSecret(caller) && access != Access.READER ->
          limits
              .guessing(exchange)
              .map(
                  refusal ->
                      refusal
                          .<Outcome>map(Outcome.Refused::new)
                          .orElseGet(() -> good(access, caller)));
      case Authentication.Good(Caller caller) when isSecret(caller) ->
          secretOfReader(exchange, caller);
      case Authentication.Good(Caller caller) -> Mono.just(good(access, caller));
      case Authentication.Unknown(String why) -> Mono.just(unknown(access, why));
    };
  }

  /**
   * Where bad credentials are as good as none, the secret is too while its address guesses too
   * often: the answer doesn't say that it was right.
   */
  private Mono<Outcome> secretOfReader(ServerWebExchange exchange, Caller caller) {
    return limits
        .guessing(exchange)
        .flatMap(
            refusal ->
                refusal.isPresent()
                    ? bad(exchange, Access.READER)
                    : Mono.just(good(Access.READER, caller)));
  }

  private static boolean isSecret(Caller caller) {
    return caller.equals(Caller.Admin.SECRET);
  }

  /**
   * Reads go on without bad credentials; these are counted where the answer is that good ones are
   * needed, for elsewhere they were no guess at anything.
   */
  private Mono<Outcome> bad(ServerWebExchange exchange, Access access) {
    return switch (access) {
      case ANYONE -> Mono.just(ANONYMOUS);
      case READER -> {
        limits.countIfAnswered(exchange, Set.of(HttpStatus.UNAUTHORIZED));
        yield Mono.just(ANONYMOUS);
      }
      case TOKEN, API, ADMIN ->
          limits
              .failedSignIn(exchange)
              .map(tooMany -> new Outcome.Refused(tooMany.orElseGet(Authorizer::bad)));
    };
  }

  private static Outcome good(Access access, Caller caller) {
    return access == Access.ADMIN && !(caller instanceof Caller.Admin)
        ? new Outcome.Refused(
            new Refusal(HttpStatus.FORBIDDEN, noAdministrator(caller)).withDetailAsReason())
        : new Outcome.Passed(Optional.of(caller));
  }

  private static String noAdministrator(Caller caller) {
    return caller instanceof Caller.Person person
        ? "%s isn't an administrator; this needs one, or a token with scope %s"
            .formatted(person.name(), Caller.ADMIN_SCOPE)
        : "this needs a token with scope %s, or the connection file of the server's user"
            .formatted(Caller.ADMIN_SCOPE);
  }

  private static Outcome none(Access access) {
    return switch (access) {
      case ANYONE, READER -> ANONYMOUS;
      case TOKEN ->
          challenge(
              "this needs a token: user __token__, the token as password;"
                  + " larder create token makes one");
      case API ->
          challenge(
              "this needs credentials: a token in LARDER_TOKEN, or the connection file of the"
                  + " server's user");
      case ADMIN ->
          challenge(
              "this needs the administrator's credentials: LARDER_TOKEN, or the connection file of"
                  + " the server's user");
    };
  }

  private static Refusal bad() {
    return new Refusal(HttpStatus.FORBIDDEN, BAD).withDetailAsReason();
  }

  private static Outcome unknown(Access access, String why) {
    return switch (access) {
      case ANYONE, READER -> new Outcome.Passed(Optional.of(new Caller.Unknown(why)));
      case TOKEN, API, ADMIN ->
          new Outcome.Refused(
              new Refusal(HttpStatus.SERVICE_UNAVAILABLE, why).withDetailAsReason());
    };
  }

  private static Outcome challenge(String detail) {
    return new Outcome.Refused(new Refusal(HttpStatus.UNAUTHORIZED, detail).withDetailAsReason());
  }
}
