package dev.larder.gateway.route;

import static dev.larder.gateway.route.RouteFilters.SMALL_BODY;
import static dev.larder.gateway.route.RouteFilters.answer;

import dev.larder.gateway.caller.Access;
import dev.larder.gateway.crossorigin.CrossOriginReads;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;

/**
 * The whole list of what may pass: each kind of request is a route, and the last one refuses. They
 * are tried in this order; here are those of installers, upload clients and readers.
 */
public final class Routes {
  private static final RawPath ROOT_PAGE = anywhere("/simple/").read();
  private static final RawPath PROJECT_PAGE = anywhere("/simple/{project}/").read();

  private static final RawPath PROJECT_JSON =
      anywhere("/pypi/{project}/json", "/pypi/{project}/{version}/json").read();

  private static final RawPath PROVENANCE =
      RawPath.exactly(
              PathVariables.PUBLIC,
              "/integrity/{project}/{version}/{file}/provenance",
              "/{repo}/integrity/{project}/{version}/{file}/provenance")
          .read();

  private static final RawPath FILE =
      RawPath.exactly(
              PathVariables.PUBLIC,
              "/packages/{key}/{file}",
              "/packages/{key}/{file}.metadata",
              "/packages/{key}/{file}.asc",
              "/packages/{key}/{file}.provenance",
              "/{repo}/packages/{key}/{file}",
              "/{repo}/packages/{key}/{file}.metadata",
              "/{repo}/packages/{key}/{file}.asc",
              "/{repo}/packages/{key}/{file}.provenance")
          .read();

  /** Where the same path is a page's, it is a page. */
  private static final RawPath XML_RPC =
      anywhere("/pypi").butNot(RawPath.anyOf(ROOT_PAGE, PROJECT_PAGE)).on("POST");

  private static final RawPath UPLOAD =
      RawPath.exactly(PathVariables.PUBLIC, "/upload/pypi/{source}", "/upload/pypi/{source}/")
          .on("POST");

  private static final RawPath READ_ANYWHERE =
      RawPath.anyOf(ROOT_PAGE, PROJECT_PAGE, FILE, PROJECT_JSON, PROVENANCE).on("OPTIONS");

  /** Where relative links of a page would lead astray. */
  private static final RawPath MISSING_SLASH =
      RawPath.anyOf(RawPath.exactly(PathVariables.PUBLIC, "", "/__api__")).read();

  private static final GatewayFilter PONG = answer(asked -> Answers.text(asked, "pong"));

  private Routes() {}

  /** All routes, with what each asks of a request before it goes on. */
  public static RouteLocator all(RouteLocatorBuilder builder, RouteFilters filters, Limits limits) {
    RouteLocatorBuilder.Builder routes = builder.routes();
    RouteTarget here = RouteTarget.here(filters);
    RouteTarget page = new RouteTarget(filters, Service.INDEX, limits.page());
    RouteTarget file = new RouteTarget(filters, Service.BLOB, limits.file());
    RouteTarget upload = new RouteTarget(filters, Service.UPLOAD);
    RouteTarget publishing = new RouteTarget(filters, Service.AUTH, limits.page());
    GatewayFilter form = filters.wholeBody(Access.ANYONE, SMALL_BODY);
    routes
        .route("root-page", page.readAnywhere(ROOT_PAGE))
        .route("project-page", page.readAnywhere(PROJECT_PAGE))
        .route("file", file.readAnywhere(FILE))
        .route("project-json", page.readAnywhere(PROJECT_JSON))
        .route("xml-rpc", page.to(Access.READER, XML_RPC, filters.noForm(), form))
        .route("provenance", page.readAnywhere(PROVENANCE))
        .route("upload-pypi", upload.to(Access.TOKEN, UPLOAD, filters.uploadRate()))
        .route(
            "trusted-publishing-audience",
            publishing.to(Access.ANYONE, path("/_/oidc/audience").read(), filters.signInRate()))
        .route(
            "trusted-publishing-token",
            publishing.to(
                Access.ANYONE,
                path("/_/oidc/mint-token", "/_/oidc/burn-token").on("POST"),
                filters.signInRate(),
                form))
        .route("ping", here.to(Access.ANYONE, path("/__ping__").read(), PONG))
        .route(
            "home-page",
            here.to(
                Access.ANYONE,
                RawPath.exactly(PathVariables.PUBLIC, "/").read(),
                answer(asked -> filters.homePage().answer(asked))));
    ApiRoutes.add(routes, filters, limits);
    SignInRoutes.add(routes, filters, limits);
    RouteLocator all = routes.build();
    UnmatchedRequest refusal = new UnmatchedRequest(all, filters.authorizer());
    routes
        .route("missing-slash", here.to(Access.ANYONE, MISSING_SLASH, answer(Answers::addSlash)))
        .route(
            "cross-origin-preflight",
            here.fromOtherSites(READ_ANYWHERE, answer(CrossOriginReads::preflight)))
        .route(
            "refused",
            route ->
                route
                    .alwaysTrue()
                    .filters(spec -> spec.filter(refusal))
                    .uri(RouteTarget.NO_SERVICE));
    return all;
  }

  private static RawPath path(String... templates) {
    return RawPath.slashOrNot(PathVariables.PUBLIC, templates);
  }

  /** These, of the default repository and of others, now and at a snapshot. */
  private static RawPath anywhere(String... paths) {
    return path(
        Stream.of("", "/{snapshot}", "/{repo}/{snapshot}")
            .flatMap(before -> Stream.of(paths).map(path -> before + path))
            .toArray(String[]::new));
  }
}
