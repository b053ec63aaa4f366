package dev.larder.gateway.caller;

import dev.larder.gateway.error.Refusal;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.route.Access;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides whether a request may go on, before anything of its body is read. */
public final class Guard {
  /** PyPI's sentence, which upload clients know (RAUTH-5). */
  static final String BAD = "Invalid or non-existent authentication information.";

  private static final String CHALLENGE = "Basic realm=\"Larder\"";

  private final CallerCheck check;
  private final RateLimits limits;

  public Guard(CallerCheck check, RateLimits limits) {
    this.check = check;
    this.limits = limits;
  }

  /** What was decided. */
  public sealed interface Outcome {
    /**
     * @param caller empty where nobody was asked to prove anything
     */
    record Passed(Optional<Caller> caller) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  public Mono<Outcome> check(ServerWebExchange exchange, Access access) {
    return switch (access) {
      case ANYONE -> Mono.just(new Outcome.Passed(Optional.empty()));
      case TOKEN, ADMIN ->
          switch (Credential.from(
              exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION))) {
            case Credential.None() -> Mono.just(new Outcome.Refused(none(access)));
            case Credential.Malformed() -> failed(exchange);
            case Credential.Secret(String value) ->
                check
                    .check(value, RequestId.of(exchange))
                    .flatMap(standing -> outcome(exchange, standing, access));
          };
    };
  }

  private Mono<Outcome> outcome(ServerWebExchange exchange, Standing standing, Access access) {
    return switch (standing) {
      case Standing.Bad() -> failed(exchange);
      case Standing.Good(Caller.Admin(Optional<String> id)) when id.isEmpty() ->
          limits
              .guessing(exchange)
              .map(
                  refusal ->
                      refusal
                          .<Outcome>map(Outcome.Refused::new)
                          .orElseGet(() -> outcome(standing, access)));
      case Standing.Good _, Standing.Unknown _ -> Mono.just(outcome(standing, access));
    };
  }

  private Mono<Outcome> failed(ServerWebExchange exchange) {
    return limits
        .failedSignIn(exchange)
        .map(tooMany -> new Outcome.Refused(tooMany.orElseGet(Guard::bad)));
  }

  private static Outcome outcome(Standing standing, Access access) {
    return switch (standing) {
      case Standing.Good(Caller caller)
          when access == Access.ADMIN && !(caller instanceof Caller.Admin) ->
          new Outcome.Refused(
              new Refusal(
                  HttpStatus.FORBIDDEN,
                  "this needs a token with scope %s, or the connection file of the server's user"
                      .formatted(Caller.ADMIN_SCOPE)));
      case Standing.Good(Caller caller) -> new Outcome.Passed(Optional.of(caller));
      case Standing.Bad() -> new Outcome.Refused(bad());
      case Standing.Unknown(String why) ->
          new Outcome.Refused(
              new Refusal(HttpStatus.SERVICE_UNAVAILABLE, why).withDetailAsReason());
    };
  }

  private static Refusal none(Access access) {
    String detail =
        access == Access.ADMIN
            ? "this needs the administrator's credentials: LARDER_TOKEN, or the connection file of"
                + " the server's user"
            : "this needs a token: user __token__, the token as password; larder create token makes one";
    return new Refusal(HttpStatus.UNAUTHORIZED, detail)
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
  }

  private static Refusal bad() {
    return new Refusal(HttpStatus.FORBIDDEN, BAD).withDetailAsReason();
  }
}
