package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.Nowhere;
import dev.larder.gateway.route.Destination.ToService;
import dev.larder.gateway.route.Destination.WrongMethod;
import java.util.List;
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
   * Where {@code method} on {@code rawPath} goes.
   *
   * @param rawPath the path as it was sent, percent-encodings and all, without the query
   */
  public Destination find(String method, String rawPath) {
    for (Shape shape : SHAPES) {
      if (shape.path().matcher(rawPath).matches()) {
        return shape.methods().contains(method)
            ? shape.destination()
            : new WrongMethod(shape.methods(), access(shape.destination()));
      }
    }
    return new Nowhere(rawPath.startsWith("/__api__/") ? Access.ADMIN : Access.ANYONE);
  }

  private static Access access(Destination destination) {
    return destination instanceof ToService(Route route) && route.access() == Access.ADMIN
        ? Access.ADMIN
        : Access.ANYONE;
  }
}
