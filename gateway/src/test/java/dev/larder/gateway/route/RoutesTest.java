package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.caller.Access;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;

class RoutesTest {
  private static final String SHA =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private static final Limits LIMITS = AccessPageTest.LIMITS;
  private static final List<Route> ROUTES = AccessPageTest.ROUTES;

  /** What routes of one kind ask of a request, and where they lead. */
  private enum Kind {
    PAGE(Service.INDEX, Access.READER, LIMITS.page()),
    XML_RPC(Service.INDEX, Access.READER, LIMITS.page()),
    FILE(Service.BLOB, Access.READER, LIMITS.file()),
    UPLOAD(Service.UPLOAD, Access.TOKEN, Duration.ofMillis(-1)),
    ADD(Service.UPLOAD, Access.API, Duration.ofMillis(-1)),
    TOKENS(Service.AUTH, Access.API, LIMITS.tokens()),
    IDENTITY(Service.AUTH, Access.ADMIN, LIMITS.tokens()),
    SCOPED(Service.INDEX, Access.API, LIMITS.catalogue()),
    CATALOGUE(Service.INDEX, Access.ADMIN, LIMITS.catalogue()),
    SYNC(Service.SYNC, Access.ADMIN, LIMITS.catalogue()),
    SYNC_READ(Service.SYNC, Access.API, LIMITS.catalogue()),
    SYNC_EVENTS(Service.SYNC, Access.API, Duration.ofMillis(-1));

    private final Service service;
    private final Access access;
    private final Duration firstByte;

    Kind(Service service, Access access, Duration firstByte) {
      this.service = service;
      this.access = access;
      this.firstByte = firstByte;
    }
  }

  private static List<Route> withPath(String path) {
    return ROUTES.stream()
        .filter(RawPath::isListed)
        .filter(route -> RawPath.of(route).orElseThrow().takes(path))
        .toList();
  }

  private static Optional<Route> find(String method, String path) {
    return withPath(path).stream()
        .filter(route -> RawPath.of(route).orElseThrow().methods().contains(method))
        .findFirst();
  }

  private static void assertLeadsTo(String method, String path, Kind kind) {
    assertThat(find(method, path))
        .hasValueSatisfying(
            route -> {
              assertThat(route.getUri()).isEqualTo(kind.service.route());
              assertThat(route.getMetadata())
                  .containsEntry(RouteTarget.ACCESS, kind.access)
                  .containsEntry(
                      RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, kind.firstByte.toMillis());
            });
  }

  private static String id(String method, String path) {
    return find(method, path).orElseThrow().getId();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple",
        "/simple/",
        "/simple/requests",
        "/simple/requests/",
        "/simple/Zope.Interface/",
        "/latest/simple",
        "/latest/simple/",
        "/latest/simple/a",
        "/main/latest/simple/",
        "/main/latest/simple/requests/",
        "/python-repo/latest/simple/x_y/",
        "/2019-03-01/simple/",
        "/2019-03-01/simple/requests/",
        "/main/2019-03-01/simple/requests/",
        "/main/2019-03-01T00:00:00Z/simple/",
        "/main/2019-03-01T00%3A00%3a00.123456%2B01%3A00/simple/requests/",
        "/main/2019-03-01T00:00:00+01:00/simple/",
        "/17/simple/",
        "/main/17/simple/requests",
        "/main/-17/simple/",
        "/main/20190301/simple/",
        "/main/yesterday/simple/",
        "/main/9999-99-99/simple/",
        "/main/simple/",
        "/Main/simple/requests/",
        "/pypi/latest/simple/",
        "/pypi/simple/",
        "/latest/simple/pypi",
        "/pypi/requests/json",
        "/pypi/requests/2.0.1/json",
        "/pypi/requests/1!2.0%2Blocal.1/json",
        "/pypi/requests/json/",
        "/latest/pypi/requests/json",
        "/17/pypi/Requests/json",
        "/main/latest/pypi/requests/json",
        "/main/2019-03-01T00%3A00%3A00Z/pypi/requests/2.0/json",
        "/pypi/latest/pypi/requests/json",
        "/pypi/pypi/json",
        "/integrity/a/1.0/a-1.0.tar.gz/provenance",
        "/integrity/integrity/1!1.0%2Bx/integrity-1!1.0%2Bx-py3-none-any.whl/provenance",
        "/main/integrity/a/1.0+x/a-1.0+x-py3-none-any.whl/provenance"
      })
  void indexPagesGoToIndexService(String path) {
    assertLeadsTo("GET", path, Kind.PAGE);
    assertLeadsTo("HEAD", path, Kind.PAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/packages/" + SHA + "/a-1.0-py3-none-any.whl",
        "/packages/" + SHA + "/a-1.0-py3-none-any.whl.metadata",
        "/packages/" + SHA + "/a-1.0-py3-none-any.whl.asc",
        "/main/packages/" + SHA + "/a-1.0-py3-none-any.whl.provenance",
        "/main/packages/" + SHA + "/a-1.0.tar.gz",
        "/main/packages/" + SHA + "/a-1.0+local.1-py3-none-any.whl",
        "/main/packages/" + SHA + "/a-1.0%2Blocal.1-py3-none-any.whl",
        "/main/packages/" + SHA + "/a-1!1.0-py3-none-any.whl",
        "/main/packages/u-0123456789abcdef0123456789abcdef01234567/a-1.0.tar.gz"
      })
  void filesGoToBlobService(String path) {
    assertLeadsTo("GET", path, Kind.FILE);
    assertLeadsTo("HEAD", path, Kind.FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /upload/pypi/private, UPLOAD",
    "POST, /upload/pypi/private/, UPLOAD",
    "POST, /__api__/v1/tokens, TOKENS",
    "GET, /__api__/v1/tokens, TOKENS",
    "POST, /__api__/v1/tokens/revoke, TOKENS",
    "GET, /__api__/v1/people, IDENTITY",
    "POST, /__api__/v1/people, IDENTITY",
    "POST, /__api__/v1/people/bootstrap, IDENTITY",
    "PATCH, /__api__/v1/people/ada%40corp.example, IDENTITY",
    "DELETE, /__api__/v1/people/ada, IDENTITY",
    "PATCH, /__api__/v1/people/j%C3%B6rg, IDENTITY",
    "DELETE, /__api__/v1/people/%e5%b1%b1%F0%9F%91%A9, IDENTITY",
    "PATCH, /__api__/v1/groups/B%c3%bcro, IDENTITY",
    "GET, /__api__/v1/groups/, IDENTITY",
    "POST, /__api__/v1/groups, IDENTITY",
    "PATCH, /__api__/v1/groups/Data%20Science, IDENTITY",
    "DELETE, /__api__/v1/groups/team, IDENTITY",
    "POST, /upload/pypi/pypi, UPLOAD",
    "POST, /__api__/v1/sources/private/files, ADD",
    "POST, /pypi, XML_RPC",
    "POST, /pypi/, XML_RPC",
    "POST, /latest/pypi, XML_RPC",
    "POST, /main/latest/pypi, XML_RPC",
    "POST, /main/2019-03-01T00%3A00%3A00Z/pypi/, XML_RPC",
    "GET, /__api__/v1/sources, SCOPED",
    "GET, /__api__/v1/repos/, SCOPED",
    "POST, /__api__/v1/repos, CATALOGUE",
    "GET, /__api__/v1/repos/main, SCOPED",
    "GET, /__api__/v1/repos/My%20Repo, SCOPED",
    "PATCH, /__api__/v1/repos/main, CATALOGUE",
    "DELETE, /__api__/v1/sources/private, CATALOGUE",
    "POST, /__api__/v1/repos/main/sources, CATALOGUE",
    "PUT, /__api__/v1/repos/main/sources, CATALOGUE",
    "DELETE, /__api__/v1/repos/main/sources/private, CATALOGUE",
    "GET, /__api__/v1/repos/main/packages, SCOPED",
    "GET, /__api__/v1/sources/private/packages/count, SCOPED",
    "POST, /__api__/v1/sources/private/claims, CATALOGUE",
    "POST, /__api__/v1/sources/private/releases, CATALOGUE",
    "PATCH, /__api__/v1/sources/private/projects/corp, SCOPED",
    "POST, /__api__/v1/sources/private/remove, SCOPED",
    "POST, /__api__/v1/sources/private/restore, SCOPED",
    "POST, /__api__/v1/sources/private/yank, SCOPED",
    "POST, /__api__/v1/sources/private/unyank, SCOPED",
    "GET, /__api__/v1/packages/requests, SCOPED",
    "GET, /__api__/v1/log, SCOPED",
    "GET, /__api__/v1/urls, SCOPED",
    "GET, /__api__/v1/urls/explain, SCOPED",
    "GET, /__api__/v1/clock, CATALOGUE",
    "POST, /__api__/v1/clock/confirm, CATALOGUE",
    "POST, /__api__/v1/syncs, SYNC",
    "GET, /__api__/v1/syncs/, SYNC_READ",
    "GET, /__api__/v1/syncs/0b9c1c3e-0000-4000-8000-000000000000, SYNC_READ",
    "GET, /__api__/v1/syncs/0b9c1c3e-0000-4000-8000-000000000000/failures, SYNC_READ",
    "GET, /__api__/v1/syncs/0b9c1c3e-0000-4000-8000-000000000000/events, SYNC_EVENTS",
    "POST, /__api__/v1/syncs/0b9c1c3e-0000-4000-8000-000000000000/cancel, SYNC",
  })
  void uploadsAndTheAdminApiGoToTheirServices(String method, String path, Kind kind) {
    assertLeadsTo(method, path, kind);
  }

  @Test
  void theGatewayAnswersItsOwnPages() {
    assertThat(id("GET", "/")).isEqualTo("home-page");
    assertThat(id("GET", "/__ping__")).isEqualTo("ping");
    assertThat(id("HEAD", "/__api__/status")).isEqualTo("api-status");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /simple/, 'GET, HEAD'",
    "DELETE, /main/latest/simple/x/, 'GET, HEAD'",
    "GET, /upload/pypi/private, POST",
    "OPTIONS, /upload/pypi/private, POST",
    "TRACE, /, 'GET, HEAD'",
    "get, /simple/, 'GET, HEAD'",
    "DELETE, /__api__/v1/sources, 'GET, HEAD, POST'",
    "PUT, /__api__/v1/sources/private, 'DELETE, GET, HEAD, PATCH'",
    "GET, /__api__/v1/repos/main/sources, 'POST, PUT'",
    "GET, /__api__/v1/sources/private/files, POST",
    "POST, /__api__/v1/log, 'GET, HEAD'",
    "GET, /pypi, POST",
    "HEAD, /main/latest/pypi, POST",
    "POST, /main/2019-03-01/simple/, 'GET, HEAD'",
    "POST, /pypi/requests/json, 'GET, HEAD'",
    "GET, /__api__/v1/tokens/revoke, POST",
    "POST, /__api__/v1/syncs/x/events, GET",
    "GET, /__api__/v1/syncs/x/cancel, POST",
  })
  void anotherMethodIsToldWhichArePossible(String method, String path, String allowed) {
    assertThat(find(method, path)).isEmpty();
    assertThat(UnmatchedRequest.allowed(withPath(path))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /__api__/v1/tokens/revoke, API",
    "GET, /__api__/v1/people/bootstrap, ADMIN",
    "PUT, /__api__/v1/repos/main, API",
    "POST, /__api__/v1/log, API",
    "GET, /__api__/v1/clock/confirm, ADMIN",
    "POST, /__api__/status, ANYONE",
    "POST, /simple/, ANYONE",
    "GET, /upload/pypi/private, ANYONE",
  })
  void whichMethodsArePossibleIsToldToWhoMayUseOne(String method, String path, Access access) {
    assertThat(find(method, path)).isEmpty();
    assertThat(UnmatchedRequest.leastOf(withPath(path))).isEqualTo(access);
  }

  static Stream<Arguments> all() {
    return ROUTES.stream()
        .flatMap(
            route ->
                RawPath.of(route).stream()
                    .flatMap(
                        path ->
                            path.templates().stream()
                                .flatMap(
                                    template ->
                                        path.methods().stream()
                                            .map(
                                                method ->
                                                    Arguments.of(
                                                        method, template, route.getId())))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsListedLeadsWhereTheListSays(String method, String template, String id) {
    Map<String, String> samples =
        Map.of(
            "{snapshot}", "2019-03-01",
            "{repo}", "main",
            "{source}", "private",
            "{project}", "requests",
            "{version}", "2.0",
            "{key}", SHA,
            "{file}", "requests-2.0.tar.gz",
            "{guid}", "0b9c1c3e-0000-4000-8000-000000000000",
            "{name}", "ada");
    String path = template;
    for (Map.Entry<String, String> sample : samples.entrySet()) {
      path = path.replace(sample.getKey(), sample.getValue());
    }
    assertThat(id(method, path)).isEqualTo(id);
  }

  @Test
  void everyRouteIsListedButThoseThatAnswerForOthers() {
    assertThat(
            ROUTES.stream()
                .filter(
                    route ->
                        RawPath.of(route).filter(path -> !path.templates().isEmpty()).isEmpty())
                .map(Route::getId))
        .containsExactly("missing-slash", "cross-origin-preflight", "refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "//",
        "/health",
        "/internal/keys",
        "/internal/latest/simple/",
        "/Internal/latest/simple/x/",
        "/health/latest/simple/",
        "/internal/packages/" + SHA + "/a-1.0.tar.gz",
        "/simple//requests/",
        "//simple/",
        "/simple/../internal/keys",
        "/simple/..",
        "/simple/./",
        "/simple/%2e%2e/",
        "/simple/%2E%2E/internal/keys",
        "/simple/..%2finternal%2fkeys",
        "/simple/a%2Fb/",
        "/simple/a%5cb/",
        "/simple/a\\b/",
        "/simple/a;x=1/",
        "/simple;/requests/",
        "/simple/a%3bx/",
        "/simple/a%00/",
        "/simple/a%0d%0aLarder-Secret:%20x/",
        "/simple/a%23/",
        "/simple/a%3f/",
        "/simple/a/b/",
        "/simple/requests//",
        "/simple/ü/",
        "/simple/a%252fb/",
        "/SIMPLE/",
        "/main/latest/latest/simple/",
        "/latest",
        "/main/latest/",
        "/internal/simple/",
        "/Internal/simple/x/",
        "/health/simple/",
        "/health/pypi",
        "/__api__/simple/",
        "/__api__/v1/simple/",
        "/__api__/pypi",
        "/__ping__/simple/",
        "/packages/simple/",
        "/upload/pypi",
        "/internal/pypi",
        "/Main/latest/simple/",
        "/main-/latest/simple/",
        "/.main/latest/simple/",
        "/latest/latest/simple/",
        "/assets/latest/simple/",
        "/integrity/latest/simple/",
        "/%6dain/latest/simple/",
        "/main/../simple/",
        "/main/./simple/",
        "/main/%2e%2e/simple/",
        "/main/2019%2f03/simple/",
        "/main/2019;x/simple/",
        "/main//simple/",
        "/../simple/",
        "/main/a b/simple/",
        "/main/%20/simple/",
        "/main/%00/simple/",
        "/pypi/requests",
        "/pypi/requests/1/2/json",
        "/pypi/../json",
        "/pypi/requests/../json",
        "/pypi/requests/%2e%2e/json",
        "/pypi/a%2fb/json",
        "/Main/packages/" + SHA + "/a-1.0.tar.gz",
        "/__api__/v1/repos/..",
        "/__api__/v1/repos/%2e%2e",
        "/__api__/v1/repos/../../internal/names",
        "/__api__/v1/repos/a%2fb",
        "/__api__/v1/repos/a%5Cb",
        "/__api__/v1/repos/a%00",
        "/__api__/v1/repos/a%252f",
        "/__api__/v1/repos/a;b",
        "/__api__/v1/repos/%3b",
        "/__api__/v1/repos/a%0d%0ab",
        "/__api__/v1/repos/main/internal",
        "/__api__/v1/sources/private/files/x",
        "/__api__/v1/sources/private/../../../internal/sources/1/files",
        "/__api__/v1/clock/confirm/x",
        "/__api__/v1/syncs/x/y",
        "/__api__/v1/syncs/../internal/sync/batches",
        "/__api__/v1/syncs/a%2Fb/events",
        "/__api__/v1/packages",
        "/packages/" + SHA,
        "/packages/" + SHA + "/",
        "/packages/" + SHA + "/.",
        "/packages/" + SHA + "/..",
        "/packages/" + SHA + "/a/b.whl",
        "/packages/" + SHA + "/a%2fb.whl",
        "/packages/" + SHA + "/%2e%2e",
        "/packages/" + SHA + "/a%2e%2e",
        "/packages/" + SHA + "/a.whl;x",
        "/packages/" + SHA + "/a.whl/",
        "/packages/0123/a-1.0.tar.gz",
        "/packages/v-0123456789abcdef0123456789abcdef01234567/a.whl",
        "/upload/pypi/",
        "/upload/pypi/a/b",
        "/upload/pypi/..",
        "/upload/pypi/%2e%2e/",
        "/__api__/../internal/keys",
        "/__api__/v1/tokens/../../internal/keys",
        "/__api__/v1/tokens/%2e%2e/internal",
        "/__api__/v1/tokens;x",
        "/__api__//tokens",
        "/__api__/v1//tokens",
        "/__api__/internal",
        "/__api__/v1/internal",
        "/__api__/v1",
        "/__api__/tokens",
        "/__api__/repos",
        "/__api__/sources/private/files",
        "/__ping__/x",
      })
  void everythingElseGoesNowhere(String path) {
    assertThat(withPath(path)).isEmpty();
    assertThat(withPath(path)).isEmpty();
  }

  @Test
  void whatIsMissingInTheAdminApiIsToldToWhoHasCredentialsOnly() {
    assertThat(withPath("/__api__/v1/nothing")).isEmpty();
    assertThat(withPath("/nothing")).isEmpty();
    assertThat(UnmatchedRequest.ofUnknown("/__api__/v1/nothing")).isEqualTo(Access.API);
    assertThat(UnmatchedRequest.ofUnknown("/nothing")).isEqualTo(Access.ANYONE);
  }

  @Test
  void aRepositorysNameHasAtMost64Characters() {
    assertLeadsTo("GET", "/" + "a".repeat(64) + "/latest/simple/", Kind.PAGE);
    assertThat(withPath("/" + "a".repeat(65) + "/latest/simple/")).isEmpty();
  }

  @Test
  void aSnapshotHasABoundToo() {
    assertLeadsTo("GET", "/main/" + "1".repeat(128) + "/simple/", Kind.PAGE);
    assertThat(withPath("/main/" + "1".repeat(129) + "/simple/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%C3", // cut off
        "%B6", // begins in the middle
        "%C0%AF", // an overlong slash
        "%E0%80%AF",
        "%F0%80%80%AF",
        "%ED%A0%80", // half of a pair
        "%F4%90%80%80", // beyond Unicode
        "%C2%85", // a control character
        "j%C3%B6rg%2Fx"
      })
  void aPersonsNameIsWellFormed(String name) {
    assertThat(withPath("/__api__/v1/people/" + name)).isEmpty();
  }
}
