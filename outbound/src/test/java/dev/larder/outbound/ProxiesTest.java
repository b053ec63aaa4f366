package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private final List<String> unusable = new ArrayList<>();

  private Proxies proxies(Map<String, String> environment) {
    return Proxies.of(environment, (variable, why) -> unusable.add(variable + " " + why));
  }

  private String by(Map<String, String> environment, String url) {
    return proxies(environment)
        .of(Origin.of(URI.create(url)).orElseThrow())
        .map(HttpProxy::toString)
        .orElse("direct");
  }

  @Test
  void eachSchemeHasItsProxy() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://one:3128", "https_proxy", "two:8080/");
    assertThat(by(environment, "http://index.example/")).isEqualTo("http://one:3128");
    assertThat(by(environment, "https://index.example/")).isEqualTo("http://two:8080");
  }

  @Test
  void oneMayStandForBoth() {
    Map<String, String> environment =
        Map.of("ALL_PROXY", "http://any", "HTTPS_PROXY", "http://two:1", "HTTP_PROXY", " ");
    assertThat(by(environment, "http://index.example/")).isEqualTo("http://any:80");
    assertThat(by(environment, "https://index.example/")).isEqualTo("http://two:1");
  }

  @Test
  void theLowerCaseGoesBefore() {
    assertThat(by(Map.of("HTTP_PROXY", "http://one:1", "http_proxy", "http://two:2"), "http://x/"))
        .isEqualTo("http://two:2");
  }

  @Test
  void userAndPasswordMayBeEncodedAndAreNotShown() {
    Proxies proxies = proxies(Map.of("HTTP_PROXY", "http://me:h%40sh+@one:1"));
    HttpProxy proxy = proxies.http().orElseThrow();
    assertThat(proxy.credential()).contains("me:h@sh+");
    assertThat(proxies.toString()).doesNotContain("h@sh");
    assertThat(HttpProxy.of("http://me@one").credential()).contains("me:");
  }

  @Test
  void whatIsNoHttpProxyIsToldAndPassedOver() {
    assertThat(by(Map.of("ALL_PROXY", "socks5://me:hush@one:1"), "http://x/")).isEqualTo("direct");
    assertThat(unusable)
        .contains(
            "ALL_PROXY must begin with http: a proxy is spoken to by plain HTTP, also about https");
    assertThat(by(Map.of("HTTP_PROXY", "http://me:hush@o ne"), "http://x/")).isEqualTo("direct");
    assertThat(unusable.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|http://index.example/|yes",
        "index.example|http://index.example/|yes",
        "INDEX.example.|http://Index.Example/|yes",
        "example|http://index.example/|yes",
        ".example|http://index.example/|yes",
        "*.example|http://index.example/|yes",
        "ndex.example|http://index.example/|no",
        "a.index.example|http://index.example/|no",
        "other, index.example|http://index.example/|yes",
        "other index.example|http://index.example/|yes",
        "index.example:80|http://index.example/|yes",
        "index.example:8080|http://index.example/|no",
        "index.example:443|https://index.example/|yes",
        "10.1.2.3|http://10.1.2.3/|yes",
        "10.0.0.0/8|http://10.1.2.3/|yes",
        "10.0.0.0/8|http://11.1.2.3/|no",
        "10.0.0.0/8|http://index.example/|no",
        "::1|http://[::1]:99/|yes",
        "[::1]:99|http://[::1]:99/|yes",
        "[::1]:98|http://[::1]:99/|no",
        "fd00::/8|http://[fd00::7]/|yes",
        "10.0.0.0/99|http://10.1.2.3/|no",
        "localhost|http://localhost:3141/|yes",
        "''|http://index.example/|no",
        "',,'|http://index.example/|no"
      })
  void someAreReachedWithoutOne(String direct, String url, String reached) {
    String by = by(Map.of("ALL_PROXY", "http://any:1", "no_proxy", direct), url);
    assertThat(by.equals("direct")).isEqualTo(reached.equals("yes"));
    assertThat(by(Map.of("ALL_PROXY", "http://any:1", "NO_PROXY", direct), url)).isEqualTo(by);
  }

  @Test
  void withoutVariablesThereIsNone() {
    assertThat(proxies(Map.of()).of(new Origin("http", "x", 80))).isEqualTo(Optional.empty());
  }
}
