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
  private static final String CHARACTER =
      "(?:[A-Za-z0-9._~!$&'()*+,:=@-]"
          + "|%(?:2[01246789A-Da-d]|3[0-9AaCcDdEe]|4[0-9A-Fa-f]|5[0-9ABDEFabdef]|6[0-9A-Fa-f]"
          + "|7[0-9A-Ea-e]))";

  private static final String NAMED = "(?!\\.+(?:/|$))" + CHARACTER + "{1,255}";

  /** One more byte of a character of UTF-8. */
  private static final String NEXT = "%[89ABab][0-9A-Fa-f]";

  /** A well-formed character of UTF-8 beyond ASCII (RFC 3629) that is no control character. */
  private static final String BEYOND_ASCII =
      "(?:%[Cc]2%[ABab][0-9A-Fa-f]"
          + ("|%(?:[Cc][3-9A-Fa-f]|[Dd][0-9A-Fa-f])" + NEXT)
          + ("|%[Ee]0%[ABab][0-9A-Fa-f]" + NEXT)
          + ("|%[Ee][1-9A-CE-Fa-ce-f]" + NEXT + NEXT)
          + ("|%[Ee][Dd]%[89][0-9A-Fa-f]" + NEXT)
          + ("|%[Ff]0%[9ABab][0-9A-Fa-f]" + NEXT + NEXT)
          + ("|%[Ff][1-3]" + NEXT + NEXT + NEXT)
          + ("|%[Ff]4%8[0-9A-Fa-f]" + NEXT + NEXT)
          + ")";

  /** People's names, which may come from a company's directory and have any letters. */
  private static final String LETTERS =
      "(?!\\.+(?:/|$))(?:" + CHARACTER + "|" + BEYOND_ASCII + "){1,255}";

  private static final ToService CATALOGUE = new ToService(Route.CATALOGUE);
  private static final ToService SCOPED = new ToService(Route.SCOPED);
  private static final ToService TOKENS = new ToService(Route.TOKENS);
  private static final ToService IDENTITY = new ToService(Route.IDENTITY);

  private static final String REPO = "/__api__/v1/repos/" + NAMED;
  private static final String SOURCE = "/__api__/v1/sources/" + NAMED;

  /** In the order in which they are tried. */
  static final List<Shape> ALL =
      List.of(
          Shape.of("/__api__/v1/tokens/?", TOKENS, "GET", "HEAD", "POST")
              .like("/__api__/v1/tokens"),
          Shape.of("/__api__/v1/tokens/revoke/?", TOKENS, "POST").like("/__api__/v1/tokens/revoke"),
          Shape.of("/__api__/v1/publishers/?", IDENTITY, "GET", "HEAD", "POST")
              .like("/__api__/v1/publishers"),
          Shape.of("/__api__/v1/publishers/" + NAMED + "/?", IDENTITY, "DELETE")
              .like("/__api__/v1/publishers/{guid}"),
          Shape.of("/__api__/v1/(?:people|groups)/?", IDENTITY, "GET", "HEAD", "POST")
              .like("/__api__/v1/people", "/__api__/v1/groups"),
          Shape.of("/__api__/v1/people/bootstrap/?", IDENTITY, "POST")
              .like("/__api__/v1/people/bootstrap"),
          Shape.of("/__api__/v1/(?:people|groups)/" + LETTERS + "/?", IDENTITY, "PATCH", "DELETE")
              .like("/__api__/v1/people/{name}", "/__api__/v1/groups/{name}"),
          Shape.read("/__api__/v1/(?:repos|sources)/?", SCOPED)
              .and(CATALOGUE, "POST")
              .like("/__api__/v1/repos", "/__api__/v1/sources"),
          Shape.read("/__api__/v1/(?:repos|sources)/" + NAMED + "/?", SCOPED)
              .and(CATALOGUE, "PATCH", "DELETE")
              .like("/__api__/v1/repos/{repo}", "/__api__/v1/sources/{source}"),
          Shape.read("/__api__/v1/(?:repos|sources)/" + NAMED + "/packages(?:/count)?/?", SCOPED)
              .like(
                  "/__api__/v1/repos/{repo}/packages",
                  "/__api__/v1/repos/{repo}/packages/count",
                  "/__api__/v1/sources/{source}/packages",
                  "/__api__/v1/sources/{source}/packages/count"),
          Shape.of(REPO + "/sources/?", CATALOGUE, "POST", "PUT")
              .like("/__api__/v1/repos/{repo}/sources"),
          Shape.of(REPO + "/sources/" + NAMED + "/?", CATALOGUE, "DELETE")
              .like("/__api__/v1/repos/{repo}/sources/{source}"),
          Shape.of(SOURCE + "/(?:claims|releases)/?", CATALOGUE, "POST")
              .like("/__api__/v1/sources/{source}/claims", "/__api__/v1/sources/{source}/releases"),
          Shape.of(SOURCE + "/(?:remove|restore|yank|unyank)/?", SCOPED, "POST")
              .like(
                  "/__api__/v1/sources/{source}/remove",
                  "/__api__/v1/sources/{source}/restore",
                  "/__api__/v1/sources/{source}/yank",
                  "/__api__/v1/sources/{source}/unyank"),
          Shape.of(SOURCE + "/projects/" + NAMED + "/?", SCOPED, "PATCH")
              .like("/__api__/v1/sources/{source}/projects/{project}"),
          Shape.of(SOURCE + "/files/?", new ToService(Route.ADD), "POST")
              .like("/__api__/v1/sources/{source}/files"),
          Shape.read("/__api__/v1/packages/" + NAMED + "/?", SCOPED)
              .like("/__api__/v1/packages/{project}"),
          Shape.read("/__api__/v1/log/?", SCOPED).like("/__api__/v1/log"),
          Shape.read("/__api__/v1/urls(?:/explain)?/?", SCOPED)
              .like("/__api__/v1/urls", "/__api__/v1/urls/explain"),
          Shape.read("/__api__/v1/clock/?", CATALOGUE).like("/__api__/v1/clock"),
          Shape.of("/__api__/v1/clock/confirm/?", CATALOGUE, "POST")
              .like("/__api__/v1/clock/confirm"),
          Shape.read("/__api__/openapi\\.json", new Own(OwnPage.API_DESCRIPTION))
              .like("/__api__/openapi.json"),
          Shape.read("/__api__/(?:page/[a-z-]+\\.(?:js|css))?", new Own(OwnPage.API_PAGE))
              .like("/__api__/"),
          Shape.read("/__api__/status/?", new Own(OwnPage.STATUS)).like("/__api__/status"));

  private AdminShapes() {}
}
