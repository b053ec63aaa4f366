package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.route.Destination.Nowhere;
import dev.larder.gateway.route.Destination.Own;
import dev.larder.gateway.route.Destination.OwnPage;
import dev.larder.gateway.route.Destination.ToService;
import dev.larder.gateway.route.Destination.WrongMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final String SHA =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private final RouteTable table = new RouteTable();

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
        "/python-repo/latest/simple/x_y/"
      })
  void indexPagesGoToIndexService(String path) {
    assertThat(table.find("GET", path)).isEqualTo(new ToService(Route.PAGE));
    assertThat(table.find("HEAD", path)).isEqualTo(new ToService(Route.PAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/packages/" + SHA + "/a-1.0-py3-none-any.whl",
        "/packages/" + SHA + "/a-1.0-py3-none-any.whl.metadata",
        "/main/packages/" + SHA + "/a-1.0.tar.gz",
        "/main/packages/" + SHA + "/a-1.0+local.1-py3-none-any.whl",
        "/main/packages/" + SHA + "/a-1.0%2Blocal.1-py3-none-any.whl",
        "/main/packages/" + SHA + "/a-1!1.0-py3-none-any.whl",
        "/main/packages/u-0123456789abcdef0123456789abcdef01234567/a-1.0.tar.gz"
      })
  void filesGoToBlobService(String path) {
    assertThat(table.find("GET", path)).isEqualTo(new ToService(Route.FILE));
    assertThat(table.find("HEAD", path)).isEqualTo(new ToService(Route.FILE));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /upload/pypi/private, UPLOAD",
    "POST, /upload/pypi/private/, UPLOAD",
    "POST, /__api__/tokens, TOKENS",
    "GET, /__api__/tokens, TOKENS",
    "POST, /__api__/tokens/revoke, TOKENS",
    "GET, /__api__/sources, CATALOGUE",
    "GET, /__api__/repos/, CATALOGUE",
  })
  void uploadsAndTheAdminApiGoToTheirServices(String method, String path, Route route) {
    assertThat(table.find(method, path)).isEqualTo(new ToService(route));
  }

  @Test
  void theGatewayAnswersItsOwnPages() {
    assertThat(table.find("GET", "/")).isEqualTo(new Own(OwnPage.HOME));
    assertThat(table.find("GET", "/__ping__")).isEqualTo(new Own(OwnPage.PING));
    assertThat(table.find("HEAD", "/__api__/status")).isEqualTo(new Own(OwnPage.STATUS));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /simple/, 'GET, HEAD'",
    "DELETE, /main/latest/simple/x/, 'GET, HEAD'",
    "GET, /upload/pypi/private, POST",
    "OPTIONS, /upload/pypi/private, POST",
    "TRACE, /, 'GET, HEAD'",
    "get, /simple/, 'GET, HEAD'",
    "DELETE, /__api__/sources, 'GET, HEAD'",
    "GET, /__api__/tokens/revoke, POST",
  })
  void anotherMethodIsToldWhichArePossible(String method, String path, String allowed) {
    assertThat(table.find(method, path))
        .isInstanceOfSatisfying(
            WrongMethod.class,
            wrong -> assertThat(String.join(", ", wrong.allowed())).isEqualTo(allowed));
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
        "/main/simple/",
        "/main/latest/latest/simple/",
        "/latest",
        "/main/latest/",
        "/main/2024-01-01/simple/",
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
        "/__api__/tokens/../../internal/keys",
        "/__api__/tokens/%2e%2e/internal",
        "/__api__/tokens;x",
        "/__api__//tokens",
        "/__api__/internal",
        "/__ping__/x",
      })
  void everythingElseGoesNowhere(String path) {
    assertThat(table.find("GET", path)).isInstanceOf(Nowhere.class);
    assertThat(table.find("POST", path)).isInstanceOf(Nowhere.class);
  }

  @Test
  void whatIsMissingInTheAdminApiIsToldToAdministratorsOnly() {
    assertThat(table.find("GET", "/__api__/nothing")).isEqualTo(new Nowhere(Access.ADMIN));
    assertThat(table.find("GET", "/nothing")).isEqualTo(new Nowhere(Access.ANYONE));
  }
}
