package dev.larder.auth.caller;

import dev.larder.service.caller.Caller;
import dev.larder.service.spring.CallerFilter;
import dev.larder.service.spring.RefusedException;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Turns away who may not. */
public final class Callers {

  private Callers() {}

  /**
   * Answers 401 or 403 to everyone but people and administrators; what services ask each other
   * passes.
   */
  public static Mono<ServerResponse> onlyPeople(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    return switch (CallerFilter.caller(request)) {
      case Caller.Admin _, Caller.Person _ -> next.handle(request);
      case Caller _ when request.path().startsWith("/internal/") -> next.handle(request);
      case Caller.Token _ ->
          refused(
              403, "tokens are made, listed and revoked by people, or with the scope global:admin");
      case Caller.Unknown(String detail) -> refused(503, detail);
      case Caller.Anonymous _ ->
          refused(401, "this call needs the credentials of a person or an administrator");
    };
  }

  /** Answers 401 or 403 to everyone but an administrator. */
  public static Mono<ServerResponse> onlyAdministrators(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    return switch (CallerFilter.caller(request)) {
      case Caller.Admin _ -> next.handle(request);
      case Caller.Token _, Caller.Person _ ->
          refused(
              403,
              "%s is an administrator's: it needs the scope global:admin or the role admin"
                  .formatted(request.method() + " " + request.path()));
      case Caller.Unknown(String detail) -> refused(503, detail);
      case Caller.Anonymous _ ->
          refused(401, "this call needs the credentials of an administrator");
    };
  }

  private static Mono<ServerResponse> refused(int status, String detail) {
    return Mono.error(new RefusedException(status, detail));
  }
}
