package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.Nowhere;
import dev.larder.gateway.route.Destination.ToService;
import dev.larder.gateway.route.Destination.WrongMethod;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The whole list of what may pass. A path is matched as it was sent, before any decoding, against
 * shapes whose characters can't be read as anything else further on; whatever has another shape
 * goes nowhere, so no encoding of a slash or a dot reaches a service's own paths.
 */
public final class RouteTable {
  private static final List<Shape> SHAPES =
      Stream.of(PublicShapes.ALL, AdminShapes.ALL, SignInShapes.ALL).flatMap(List::stream).toList();

  /**
   * One thing that can be asked for.
   *
   * @param path with {@code {variable}} in the place of something
   */
  public record Listed(String method, String path, Destination destination) {}

  /** All that can be asked for, in the order in which it is tried. */
  public static List<Listed> all() {
    return SHAPES.stream()
        .flatMap(
            shape ->
                shape.templates().stream()
                    .flatMap(
                        path ->
                            shape.methods().entrySet().stream()
                                .map(to -> new Listed(to.getKey(), path, to.getValue()))))
        .toList();
  }

  /**
   * Where {@code method} on {@code rawPath} goes.
   *
   * @param rawPath the path as it was sent, percent-encodings and all, without the query
   */
  public Destination find(String method, String rawPath) {
    for (Shape shape : SHAPES) {
      if (shape.path().matcher(rawPath).matches()) {
        Destination destination = shape.methods().get(method);
        return destination != null
            ? destination
            : new WrongMethod(new TreeSet<>(shape.methods().keySet()), access(shape));
      }
    }
    return new Nowhere(rawPath.startsWith("/__api__/") ? Access.API : Access.ANYONE);
  }

  /** Who may know which methods are possible: whoever may use one of them. */
  private static Access access(Shape shape) {
    return shape.methods().values().stream()
        .map(destination -> destination instanceof ToService(Route to) ? to.access() : null)
        .map(access -> access == Access.API || access == Access.ADMIN ? access : Access.ANYONE)
        .min(Enum::compareTo)
        .orElse(Access.ANYONE);
  }
}
