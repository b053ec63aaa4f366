package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.caller.Caller;
import dev.larder.gateway.caller.Guard;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.error.Failures;
import dev.larder.gateway.error.Refusal;
import dev.larder.gateway.home.HomePage;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.openapi.ApiDescription;
import dev.larder.gateway.openapi.ApiPage;
import dev.larder.gateway.route.Destination.Nowhere;
import dev.larder.gateway.route.Destination.Own;
import dev.larder.gateway.route.Destination.OwnPage;
import dev.larder.gateway.route.Destination.ToService;
import dev.larder.gateway.route.Destination.ToSignIn;
import dev.larder.gateway.route.Destination.WrongMethod;
import dev.larder.gateway.status.LostRequests;
import dev.larder.gateway.status.StatusPage;
import dev.larder.gateway.wire.Methods;
import dev.larder.gateway.wire.OwnLoop;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Every request comes here first: where it goes, what it must prove, and then the way there. */
public final class Front implements WebHandler {
  private final RouteTable table;
  private final Guard guard;
  private final Proxy proxy;
  private final WholeBodies bodies;
  private final SignIn signIn;
  private final StatusPage status;
  private final HomePage home;
  private final ApiPage api;
  private final ApiDescription description;
  private final RateLimits limits;
  private final LostRequests lost;

  public Front(
      RouteTable table,
      Guard guard,
      Proxy proxy,
      WholeBodies bodies,
      SignIn signIn,
      StatusPage status,
      HomePage home,
      ApiPage api,
      ApiDescription description,
      RateLimits limits,
      LostRequests lost) {
    this.table = table;
    this.guard = guard;
    this.proxy = proxy;
    this.bodies = bodies;
    this.signIn = signIn;
    this.status = status;
    this.home = home;
    this.api = api;
    this.description = description;
    this.limits = limits;
    this.lost = lost;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    String method = request.getMethod().name();
    Arrival arrival = Arrival.of(exchange);
    if (lacksLastSlash(arrival) && Methods.onlyReads(request.getMethod())) {
      return Answers.addSlash(exchange);
    }
    String target = target(request.getURI(), arrival);
    if (CrossOriginReads.isPreflight(request.getMethod())
        && CrossOriginReads.isOpen(table.find(HttpMethod.GET.name(), target))) {
      return CrossOriginReads.preflight(exchange);
    }
    Destination destination = table.find(method, target);
    if (CrossOriginReads.isOpen(destination)) {
      CrossOriginReads.mark(exchange);
    }
    if (!Methods.onlyReads(request.getMethod()) && !(destination instanceof ToSignIn)) {
      Optional<Refusal> refusal = CrossSite.refusal(exchange);
      if (refusal.isPresent()) {
        return Answers.refuse(exchange, refusal.get());
      }
    }
    Mono<Void> answer =
        switch (destination) {
          case ToService(Route route) -> go(exchange, route);
          case ToSignIn() -> unlessItHasAnUnwantedBody(exchange, () -> signIn.send(exchange));
          case Own(OwnPage page) -> own(exchange, page);
          case WrongMethod(SortedSet<String> allowed, Access access) ->
              guarded(exchange, access, () -> wrongMethod(exchange, allowed));
          case Nowhere(Access access) -> guarded(exchange, access, () -> nowhere(exchange));
        };
    return answer
        .doOnError(failure -> lost.note(exchange, failure))
        .onErrorResume(failure -> Failures.answer(exchange, failure));
  }

  /** No client sends a fragment; with one, a path is none of the known shapes. */
  private static String target(URI uri, Arrival arrival) {
    return uri.getRawFragment() == null ? arrival.path() : arrival.path() + "#";
  }

  private Mono<Void> go(ServerWebExchange exchange, Route route) {
    return unlessItHasAnUnwantedBody(
        exchange, () -> guarded(exchange, route.access(), () -> limited(exchange, route)));
  }

  private static Mono<Void> unlessItHasAnUnwantedBody(
      ServerWebExchange exchange, Supplier<Mono<Void>> wayOn) {
    return hasUnwantedBody(exchange.getRequest())
        ? Answers.refuse(
            exchange, new Refusal(HttpStatus.BAD_REQUEST, "a GET or HEAD request has no body"))
        : wayOn.get();
  }

  private Mono<Void> limited(ServerWebExchange exchange, Route route) {
    return switch (route) {
      case UPLOAD -> limitedUpload(exchange, route);
      // the command of an administrator moves whole folders
      case ADD ->
          Caller.of(exchange).filter(Caller.Admin.class::isInstance).isPresent()
              ? send(exchange, route)
              : limitedUpload(exchange, route);
      case TRUSTED_PUBLISHING -> {
        // a CI system's token that wasn't taken is a sign-in that failed (RTP-2)
        limits.countIfAnswered(exchange, Set.of(HttpStatus.UNPROCESSABLE_CONTENT));
        yield limits
            .guessing(exchange)
            .publishOn(OwnLoop.of(exchange))
            .flatMap(tooMany -> unless(tooMany, exchange, () -> send(exchange, route)));
      }
      case XML_RPC ->
          MisplacedUpload.isForm(exchange)
              ? Answers.refuse(
                  exchange,
                  MisplacedUpload.worded(
                      new Refusal(
                          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "no form is taken at this path")))
              : send(exchange, route);
      case PAGE, FILE, TOKENS, IDENTITY, SCOPED, CATALOGUE -> send(exchange, route);
    };
  }

  private Mono<Void> limitedUpload(ServerWebExchange exchange, Route route) {
    return limits
        .upload(exchange, Caller.of(exchange))
        .publishOn(OwnLoop.of(exchange))
        .flatMap(tooMany -> unless(tooMany, exchange, () -> send(exchange, route)));
  }

  private static Mono<Void> unless(
      Optional<Refusal> refusal, ServerWebExchange exchange, Supplier<Mono<Void>> wayOn) {
    return refusal.map(found -> Answers.refuse(exchange, found)).orElseGet(wayOn);
  }

  private Mono<Void> send(ServerWebExchange exchange, Route route) {
    if (route.wholeBody().isEmpty() || Methods.onlyReads(exchange.getRequest().getMethod())) {
      return proxy.send(exchange, route);
    }
    return bodies.read(
        exchange,
        route.access(),
        route.wholeBody().getAsInt(),
        (whole, _) -> proxy.send(whole, route));
  }

  private Mono<Void> own(ServerWebExchange exchange, OwnPage page) {
    return switch (page) {
      case API_DESCRIPTION -> description.answer(exchange);
      case API_PAGE -> api.answer(exchange);
      case HOME -> home.answer(exchange);
      case PING -> Answers.text(exchange, "pong");
      // bad credentials are as good as none, for anyone may ask
      case STATUS -> guarded(exchange, Access.READER, () -> status.answer(exchange));
    };
  }

  private Mono<Void> guarded(
      ServerWebExchange exchange, Access access, Supplier<Mono<Void>> wayOn) {
    return guard
        .check(exchange, access)
        .publishOn(OwnLoop.of(exchange))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Guard.Outcome.Passed(Optional<Caller> caller) -> {
                    caller.ifPresent(known -> known.asks(exchange));
                    yield wayOn.get();
                  }
                  case Guard.Outcome.Refused(Refusal refusal) -> Answers.refuse(exchange, refusal);
                });
  }

  private static Mono<Void> wrongMethod(ServerWebExchange exchange, SortedSet<String> allowed) {
    String list = String.join(", ", allowed);
    String detail =
        "%s isn't possible here; possible: %s"
            .formatted(exchange.getRequest().getMethod().name(), list);
    Refusal refusal =
        new Refusal(HttpStatus.METHOD_NOT_ALLOWED, detail).withHeader(HttpHeaders.ALLOW, list);
    return Answers.refuse(
        exchange, MisplacedUpload.is(exchange) ? MisplacedUpload.worded(refusal) : refusal);
  }

  private static Mono<Void> nowhere(ServerWebExchange exchange) {
    boolean api = Arrival.of(exchange).path().startsWith("/__api__/");
    Refusal refusal =
        new Refusal(
            HttpStatus.NOT_FOUND,
            api
                ? "there is no such call; those that exist are at /__api__/"
                : "nothing lives at this path; the index is at /latest/simple/");
    return Answers.refuse(
        exchange, MisplacedUpload.is(exchange) ? MisplacedUpload.worded(refusal) : refusal);
  }

  /** True where relative links of a page would lead astray. */
  private static boolean lacksLastSlash(Arrival arrival) {
    return arrival.path().isEmpty() || arrival.path().equals("/__api__");
  }

  /**
   * Such a body would have to be passed on or read to its end for nothing; no client of an index
   * sends one.
   */
  private static boolean hasUnwantedBody(ServerHttpRequest request) {
    return Methods.onlyReads(request.getMethod())
        && (request.getHeaders().getContentLength() > 0
            || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING));
  }
}
