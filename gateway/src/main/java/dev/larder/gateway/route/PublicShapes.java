package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.Own;
import dev.larder.gateway.route.Destination.OwnPage;
import dev.larder.gateway.route.Destination.ToService;
import java.util.List;
import java.util.stream.Stream;

/** What installers, upload clients and readers use. */
final class PublicShapes {
  /** A repository's or a source's name; never one that means something else in its place. */
  private static final String NAME =
      "(?!(?:internal|health|simple|packages|upload|latest|auth|metrics|integrity|rss|assets)(?:/|$))"
          + "[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?";

  /**
   * Whatever may stand where a snapshot does: {@code latest}, a date, an instant, a serial, or what
   * index-service refuses with words that help, as a repository's name without a snapshot. Clients
   * send colon and plus of an instant encoded too.
   */
  private static final String SNAPSHOT =
      "(?!\\.+/)(?:[A-Za-z0-9._:+-]|%3[Aa]|%2[BbDd]|%5[Ff]){1,128}";

  /** Alone at the beginning of a path it never leads to where a part's own paths begin. */
  private static final String FIRST_SNAPSHOT =
      "(?!__|(?i:internal|health|simple|packages|upload)/)" + SNAPSHOT;

  private static final String PREFIX =
      "(?:/" + FIRST_SNAPSHOT + "|/" + NAME + "/" + SNAPSHOT + ")?";

  /** A project's name, also unnormalised, which index-service redirects (R503-4). */
  private static final String PROJECT = "[A-Za-z0-9][A-Za-z0-9._-]{0,254}";

  /** A version; clients send the plus of a local one and the mark of an epoch encoded too. */
  private static final String VERSION = "[A-Za-z0-9](?:[A-Za-z0-9._+!-]|%2[1BbDd]|%5[Ff]){0,254}";

  /** A wheel's or sdist's name, whose version may be encoded as any. */
  private static final String FILE =
      "[A-Za-z0-9](?:[A-Za-z0-9._+!~-]|%2[1BbDd]|%5[Ff]|%7[Ee]){0,511}";

  private static final String KEY = "(?:[0-9a-f]{64}|u-[0-9a-f]{40})";

  /** In the order in which they are tried. */
  static final List<Shape> ALL =
      List.of(
          Shape.read(PREFIX + "/simple(?:/" + PROJECT + ")?/?", new ToService(Route.PAGE))
              .like(anywhere("/simple/", "/simple/{project}/")),
          Shape.read("(?:/" + NAME + ")?/packages/" + KEY + "/" + FILE, new ToService(Route.FILE))
              .like(files("", ".metadata", ".asc", ".provenance")),
          Shape.read(
                  PREFIX + "/pypi/" + PROJECT + "(?:/" + VERSION + ")?/json/?",
                  new ToService(Route.PAGE))
              .like(anywhere("/pypi/{project}/json", "/pypi/{project}/{version}/json")),
          Shape.of(PREFIX + "/pypi/?", new ToService(Route.XML_RPC), "POST")
              .like(anywhere("/pypi")),
          Shape.read(
                  "(?:/"
                      + NAME
                      + ")?/integrity/"
                      + PROJECT
                      + "/"
                      + VERSION
                      + "/"
                      + FILE
                      + "/provenance",
                  new ToService(Route.PAGE))
              .like(
                  "/integrity/{project}/{version}/{file}/provenance",
                  "/{repo}/integrity/{project}/{version}/{file}/provenance"),
          Shape.of("/upload/pypi/" + NAME + "/?", new ToService(Route.UPLOAD), "POST")
              .like("/upload/pypi/{source}", "/upload/pypi/{source}/"),
          Shape.read("/_/oidc/audience/?", new ToService(Route.TRUSTED_PUBLISHING))
              .like("/_/oidc/audience"),
          Shape.of("/_/oidc/mint-token/?", new ToService(Route.TRUSTED_PUBLISHING), "POST")
              .like("/_/oidc/mint-token"),
          Shape.of("/_/oidc/burn-token/?", new ToService(Route.TRUSTED_PUBLISHING), "POST")
              .like("/_/oidc/burn-token"),
          Shape.read("/__ping__/?", new Own(OwnPage.PING)).like("/__ping__"),
          Shape.read("/", new Own(OwnPage.HOME)).like("/"));

  private PublicShapes() {}

  /** These, of the default repository and of others, now and at a snapshot. */
  private static List<String> anywhere(String... paths) {
    return Stream.of("", "/{snapshot}", "/{repo}/{snapshot}")
        .flatMap(before -> Stream.of(paths).map(path -> before + path))
        .toList();
  }

  private static List<String> files(String... besides) {
    return Stream.of("", "/{repo}")
        .flatMap(repo -> Stream.of(besides).map(end -> repo + "/packages/{key}/{file}" + end))
        .toList();
  }
}
