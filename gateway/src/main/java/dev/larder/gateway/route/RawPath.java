package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.web.server.ServerWebExchange;

/**
 * A route's predicate: a path, matched as it was sent, before any decoding, and methods. Its
 * characters can't be read as anything else further on, so no encoding of a slash or a dot reaches
 * a service's own paths.
 *
 * @param templates such paths, each {@code {variable}} in the place of something; for people
 * @param pattern the whole path
 * @param methods those that are possible
 */
record RawPath(List<String> templates, Pattern pattern, SortedSet<String> methods)
    implements Predicate<ServerWebExchange> {
  static final String METADATA = "path";

  private static final Pattern VARIABLE = Pattern.compile("(^/)?\\{([a-z]+)}");

  /** Paths that are exactly so. */
  static RawPath exactly(Map<String, String> variables, String... templates) {
    return new RawPath(List.of(templates), compile(variables, "", templates), new TreeSet<>());
  }

  /** The same with or without a slash at the end. */
  static RawPath slashOrNot(Map<String, String> variables, String... templates) {
    return new RawPath(List.of(templates), compile(variables, "/?", templates), new TreeSet<>());
  }

  RawPath on(String... possible) {
    return new RawPath(templates, pattern, new TreeSet<>(List.of(possible)));
  }

  RawPath read() {
    return on("GET", "HEAD");
  }

  /** These too, which the list for people doesn't name. */
  RawPath and(RawPath unlisted) {
    return new RawPath(templates, either(Stream.of(this, unlisted)), methods);
  }

  /** Without those that {@code other} takes. */
  RawPath butNot(RawPath other) {
    Pattern rest = Pattern.compile("(?!(?:" + other.pattern + ")\\z)(?:" + pattern + ")");
    return new RawPath(templates, rest, methods);
  }

  /** Any of several, which the list for people doesn't name, with no method yet. */
  static RawPath anyOf(RawPath... paths) {
    return new RawPath(List.of(), either(Stream.of(paths)), new TreeSet<>());
  }

  /** The path of a route; empty for the one that takes what others don't. */
  static Optional<RawPath> of(Route route) {
    return Optional.ofNullable((RawPath) route.getMetadata().get(METADATA));
  }

  /** Whether a route has a path of its own, which others may know of. */
  static boolean isListed(Route route) {
    return of(route).filter(path -> !path.templates.isEmpty()).isPresent();
  }

  @Override
  public boolean test(ServerWebExchange exchange) {
    return methods.contains(exchange.getRequest().getMethod().name()) && takes(exchange);
  }

  /** Whether the path is one of these, whatever the method. */
  boolean takes(ServerWebExchange exchange) {
    // no client sends a fragment; with one, a path is none of the known ones
    return exchange.getRequest().getURI().getRawFragment() == null
        && takes(Arrival.of(exchange).path());
  }

  boolean takes(String path) {
    return pattern.matcher(path).matches();
  }

  private static Pattern either(Stream<RawPath> paths) {
    return Pattern.compile(
        paths.map(path -> "(?:" + path.pattern + ")").collect(Collectors.joining("|")));
  }

  private static Pattern compile(Map<String, String> variables, String end, String... templates) {
    return Pattern.compile(
        Stream.of(templates)
            .map(template -> end.isEmpty() ? template : template.replaceFirst("/$", ""))
            .map(template -> expression(variables, template) + end)
            .collect(Collectors.joining("|")));
  }

  private static String expression(Map<String, String> variables, String template) {
    return VARIABLE
        .matcher(template.replace(".", "\\."))
        .replaceAll(found -> Matcher.quoteReplacement(part(variables, found)));
  }

  /** At the beginning of a path a variable may have fewer values than elsewhere. */
  private static String part(Map<String, String> variables, MatchResult found) {
    String name = found.group(2);
    String anywhere = variables.get(name);
    return found.group(1) == null
        ? anywhere
        : found.group(1) + variables.getOrDefault(name + " first", anywhere);
  }
}
