package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.Nowhere;
import dev.larder.gateway.route.Destination.Own;
import dev.larder.gateway.route.Destination.OwnPage;
import dev.larder.gateway.route.Destination.ToService;
import dev.larder.gateway.route.Destination.WrongMethod;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The whole list of what may pass. A path is matched as it was sent, before any decoding, against
 * shapes whose characters can't be read as anything else further on; whatever has another shape
 * goes nowhere, so no encoding of a slash or a dot reaches a service's own paths.
 */
public final class RouteTable {
  /** A repository's or a source's name; never one that begins a path of the house itself. */
  private static final String NAME =
      "(?!(?i:internal|health|simple|packages|upload)(?:/|$))[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  /** A project's name, also unnormalised, which index-service redirects (R503-4). */
  private static final String PROJECT = "[A-Za-z0-9][A-Za-z0-9._-]{0,254}";

  /**
   * A wheel's or sdist's name; clients send the plus of a local version and the mark of an epoch
   * encoded too.
   */
  private static final String FILE =
      "[A-Za-z0-9](?:[A-Za-z0-9._+!~-]|%2[1BbDd]|%5[Ff]|%7[Ee]){0,511}";

  private static final String KEY = "(?:[0-9a-f]{64}|u-[0-9a-f]{40})";

  private record Shape(Pattern path, SortedSet<String> methods, Destination destination) {
    Shape(String path, List<String> methods, Destination destination) {
      this(Pattern.compile(path), new TreeSet<>(methods), destination);
    }
  }

  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> CREATE = List.of("POST");

  private static final List<Shape> SHAPES =
      List.of(
          page("/simple(?:/" + PROJECT + ")?/?"),
          page("/latest/simple(?:/" + PROJECT + ")?/?"),
          page("/" + NAME + "/latest/simple(?:/" + PROJECT + ")?/?"),
          file("/packages/" + KEY + "/" + FILE),
          file("/" + NAME + "/packages/" + KEY + "/" + FILE),
          new Shape("/upload/pypi/" + NAME + "/?", CREATE, new ToService(Route.UPLOAD)),
          new Shape(
              "/__api__/tokens/?", List.of("GET", "HEAD", "POST"), new ToService(Route.TOKENS)),
          new Shape("/__api__/tokens/revoke/?", CREATE, new ToService(Route.TOKENS)),
          new Shape("/__api__/(?:sources|repos)/?", READ, new ToService(Route.CATALOGUE)),
          new Shape("/__api__/status/?", READ, new Own(OwnPage.STATUS)),
          new Shape("/__ping__/?", READ, new Own(OwnPage.PING)),
          new Shape("/", READ, new Own(OwnPage.HOME)));

  private static Shape page(String path) {
    return new Shape(path, READ, new ToService(Route.PAGE));
  }

  private static Shape file(String path) {
    return new Shape(path, READ, new ToService(Route.FILE));
  }

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
