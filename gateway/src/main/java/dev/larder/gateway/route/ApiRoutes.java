package dev.larder.gateway.route;

import static dev.larder.gateway.route.RouteFilters.LARGE_BODY;
import static dev.larder.gateway.route.RouteFilters.answer;

import dev.larder.gateway.caller.Access;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;

/**
 * The calls of {@code /__api__}: those of a token's or a person's rights, of which the service
 * knows what they may reach, and those of administrators.
 */
final class ApiRoutes {
  private ApiRoutes() {}

  static void add(RouteLocatorBuilder.Builder routes, RouteFilters filters, Limits limits) {
    RouteTarget auth = new RouteTarget(filters, Service.AUTH, limits.tokens());
    RouteTarget index = new RouteTarget(filters, Service.INDEX, limits.catalogue());
    RouteTarget upload = new RouteTarget(filters, Service.UPLOAD);
    RouteTarget sync = new RouteTarget(filters, Service.SYNC, limits.catalogue());
    RouteTarget events = RouteTarget.ofEvents(filters, Service.SYNC);
    RouteTarget here = RouteTarget.here(filters);
    GatewayFilter body = filters.wholeBody(Access.API, LARGE_BODY);
    RawPath revocation = path("/__api__/v1/tokens/revoke").on("POST");
    RawPath publisher = path("/__api__/v1/publishers/{guid}").on("DELETE");
    RawPath bootstrap = path("/__api__/v1/people/bootstrap").on("POST");
    RawPath person =
        path("/__api__/v1/people/{name}", "/__api__/v1/groups/{name}")
            .butNot(bootstrap)
            .on("PATCH", "DELETE");
    RawPath all = path("/__api__/v1/repos", "/__api__/v1/sources");
    RawPath one = path("/__api__/v1/repos/{repo}", "/__api__/v1/sources/{source}");
    RawPath contents =
        path(
                "/__api__/v1/repos/{repo}/packages",
                "/__api__/v1/repos/{repo}/packages/count",
                "/__api__/v1/sources/{source}/packages",
                "/__api__/v1/sources/{source}/packages/count")
            .read();
    RawPath subscriptions = path("/__api__/v1/repos/{repo}/sources").on("POST", "PUT");
    RawPath subscription = path("/__api__/v1/repos/{repo}/sources/{source}").on("DELETE");
    RawPath claims =
        path("/__api__/v1/sources/{source}/claims", "/__api__/v1/sources/{source}/releases")
            .on("POST");
    RawPath changes =
        path(
                "/__api__/v1/sources/{source}/remove",
                "/__api__/v1/sources/{source}/restore",
                "/__api__/v1/sources/{source}/yank",
                "/__api__/v1/sources/{source}/unyank")
            .on("POST");
    RawPath project = path("/__api__/v1/sources/{source}/projects/{project}").on("PATCH");
    RawPath files = path("/__api__/v1/sources/{source}/files").on("POST");
    RawPath urls = path("/__api__/v1/urls", "/__api__/v1/urls/explain").read();
    RawPath syncs = path("/__api__/v1/syncs");
    RawPath oneSync = path("/__api__/v1/syncs/{guid}", "/__api__/v1/syncs/{guid}/failures").read();
    RawPath syncEvents = path("/__api__/v1/syncs/{guid}/events").on("GET");
    RawPath syncCancellation = path("/__api__/v1/syncs/{guid}/cancel").on("POST");
    RawPath page = exactly("/__api__/").and(exactly("/__api__/page/{asset}")).read();
    routes
        .route("api-tokens", auth.to(Access.API, list("/__api__/v1/tokens"), body))
        .route("api-token-revocation", auth.to(Access.API, revocation, body))
        .route("api-publishers", auth.to(Access.ADMIN, list("/__api__/v1/publishers"), body))
        .route("api-publisher", auth.to(Access.ADMIN, publisher, body))
        .route(
            "api-people",
            auth.to(Access.ADMIN, list("/__api__/v1/people", "/__api__/v1/groups"), body))
        .route("api-people-bootstrap", auth.to(Access.ADMIN, bootstrap, body))
        .route("api-person", auth.to(Access.ADMIN, person, body))
        .route("api-repos-and-sources", index.to(Access.API, all.read()))
        .route("api-repo-or-source-creation", index.to(Access.ADMIN, all.on("POST"), body))
        .route("api-repo-or-source", index.to(Access.API, one.read()))
        .route("api-repo-or-source-change", index.to(Access.ADMIN, one.on("PATCH", "DELETE"), body))
        .route("api-contents", index.to(Access.API, contents))
        .route("api-subscriptions", index.to(Access.ADMIN, subscriptions, body))
        .route("api-subscription", index.to(Access.ADMIN, subscription, body))
        .route("api-claims", index.to(Access.ADMIN, claims, body))
        .route("api-content-changes", index.to(Access.API, changes, body))
        .route("api-project", index.to(Access.API, project, body))
        .route("api-upload", upload.to(Access.API, files, filters.uploadRateOfOthersThanAdmins()))
        .route("api-package", index.to(Access.API, path("/__api__/v1/packages/{project}").read()))
        .route("api-log", index.to(Access.API, path("/__api__/v1/log").read()))
        .route("api-urls", index.to(Access.API, urls))
        .route("api-clock", index.to(Access.ADMIN, path("/__api__/v1/clock").read()))
        .route(
            "api-clock-confirmation",
            index.to(Access.ADMIN, path("/__api__/v1/clock/confirm").on("POST"), body))
        .route("api-syncs", sync.to(Access.API, syncs.read()))
        .route("api-sync-start", sync.to(Access.ADMIN, syncs.on("POST"), body))
        .route("api-sync", sync.to(Access.API, oneSync))
        .route("api-sync-events", events.to(Access.API, syncEvents))
        .route("api-sync-cancellation", sync.to(Access.ADMIN, syncCancellation, body))
        .route(
            "api-description",
            here.to(
                Access.ANYONE,
                exactly("/__api__/openapi.json").read(),
                answer(asked -> filters.apiDescription().answer(asked))))
        .route(
            "api-page",
            here.to(Access.ANYONE, page, answer(asked -> filters.apiPage().answer(asked))))
        // bad credentials are as good as none, for anyone may ask
        .route(
            "api-status",
            here.to(
                Access.READER,
                path("/__api__/status").read(),
                answer(asked -> filters.statusPage().answer(asked))));
  }

  private static RawPath list(String... templates) {
    return path(templates).on("GET", "HEAD", "POST");
  }

  private static RawPath path(String... templates) {
    return RawPath.slashOrNot(PathVariables.API, templates);
  }

  private static RawPath exactly(String... templates) {
    return RawPath.exactly(PathVariables.API, templates);
  }
}
