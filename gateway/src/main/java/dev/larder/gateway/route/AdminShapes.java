package dev.larder.gateway.route;

import dev.larder.gateway.route.Destination.Own;
import dev.larder.gateway.route.Destination.OwnPage;
import dev.larder.gateway.route.Destination.ToService;
import java.util.List;

/** The calls of {@code /__api__}. */
final class AdminShapes {
  /**
   * What an administrator names, wrongly perhaps, so that the service can say what is wrong with
   * it: printable ASCII, of which nothing that could divide a path further on may be encoded, nor
   * raw.
   */
  private static final String NAMED =
      "(?!\\.+(?:/|$))(?:[A-Za-z0-9._~!$&'()*+,:=@-]"
          + "|%(?:2[01246789A-Da-d]|3[0-9AaCcDdEe]|4[0-9A-Fa-f]|5[0-9ABDEFabdef]|6[0-9A-Fa-f]"
          + "|7[0-9A-Ea-e])){1,255}";

  private static final ToService CATALOGUE = new ToService(Route.CATALOGUE);
  private static final ToService TOKENS = new ToService(Route.TOKENS);

  private static final String REPO = "/__api__/repos/" + NAMED;
  private static final String SOURCE = "/__api__/sources/" + NAMED;

  /** In the order in which they are tried. */
  static final List<Shape> ALL =
      List.of(
          Shape.of("/__api__/tokens/?", TOKENS, "GET", "HEAD", "POST"),
          Shape.of("/__api__/tokens/revoke/?", TOKENS, "POST"),
          Shape.of("/__api__/publishers/?", TOKENS, "GET", "HEAD", "POST"),
          Shape.of("/__api__/publishers/" + NAMED + "/?", TOKENS, "DELETE"),
          Shape.of("/__api__/(?:repos|sources)/?", CATALOGUE, "GET", "HEAD", "POST"),
          Shape.of(
              "/__api__/(?:repos|sources)/" + NAMED + "/?",
              CATALOGUE,
              "GET",
              "HEAD",
              "PATCH",
              "DELETE"),
          Shape.read("/__api__/(?:repos|sources)/" + NAMED + "/packages(?:/count)?/?", CATALOGUE),
          Shape.of(REPO + "/sources/?", CATALOGUE, "POST", "PUT"),
          Shape.of(REPO + "/sources/" + NAMED + "/?", CATALOGUE, "DELETE"),
          Shape.of(SOURCE + "/(?:claims|releases|remove|restore|yank|unyank)/?", CATALOGUE, "POST"),
          Shape.of(SOURCE + "/projects/" + NAMED + "/?", CATALOGUE, "PATCH"),
          Shape.of(SOURCE + "/files/?", new ToService(Route.ADD), "POST"),
          Shape.read("/__api__/packages/" + NAMED + "/?", CATALOGUE),
          Shape.read("/__api__/log/?", CATALOGUE),
          Shape.read("/__api__/urls(?:/explain)?/?", CATALOGUE),
          Shape.read("/__api__/clock/?", CATALOGUE),
          Shape.of("/__api__/clock/confirm/?", CATALOGUE, "POST"),
          Shape.read("/__api__/openapi\\.json", new Own(OwnPage.API_DESCRIPTION)),
          Shape.read("/__api__/(?:page/[a-z-]+\\.(?:js|css))?", new Own(OwnPage.API_PAGE)),
          Shape.read("/__api__/status/?", new Own(OwnPage.STATUS)));

  private AdminShapes() {}
}
