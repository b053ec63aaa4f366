package dev.larder.auth.caller;

import dev.larder.auth.audit.Asker;
import dev.larder.auth.http.RefusedException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads who asks, and turns away who may not. */
public final class Callers {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Callers() {}

  /** Who asks. */
  public static Caller of(ServerRequest request) {
    String line = request.headers().firstHeader(Asker.CALLER);
    if (line == null) {
      return Caller.NOBODY;
    }
    try {
      return read(JSON.readTree(line));
    } catch (JacksonException e) {
      throw new RefusedException(400, "the header %s is not JSON".formatted(Asker.CALLER));
    }
  }

  private static Caller read(JsonNode caller) {
    return new Caller(
        caller.path("kind").asString(""),
        text(caller.path("id")),
        text(caller.path("name")),
        texts(caller.path("scopes")),
        texts(caller.path("sources")),
        texts(caller.path("repos")));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(node -> node.asString("")).toList();
  }

  /**
   * Answers 401 or 403 to everyone but people and administrators; what services ask each other
   * passes.
   */
  public static Mono<ServerResponse> onlyPeople(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    Caller caller = of(request);
    if (caller.isAdmin() || caller.isPerson() || request.path().startsWith("/internal/")) {
      return next.handle(request);
    }
    return Mono.error(
        caller.isAnonymous()
            ? new RefusedException(
                401, "this call needs the credentials of a person or an administrator")
            : new RefusedException(
                403,
                "tokens are made, listed and revoked by people, or with the scope global:admin"));
  }

  /** Answers 401 or 403 to everyone but an administrator. */
  public static Mono<ServerResponse> onlyAdministrators(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    Caller caller = of(request);
    if (caller.isAdmin()) {
      return next.handle(request);
    }
    return Mono.error(
        caller.isAnonymous()
            ? new RefusedException(401, "this call needs the credentials of an administrator")
            : new RefusedException(
                403,
                "%s is an administrator's: it needs the scope global:admin or the role admin"
                    .formatted(request.method() + " " + request.path())));
  }
}
