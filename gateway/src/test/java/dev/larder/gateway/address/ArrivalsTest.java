package dev.larder.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class ArrivalsTest {
  private static final String PROXIES = "10.0.0.0/8, 192.168.1.7, fd00::/8";
  private static final InetSocketAddress LOCAL = socket("127.0.0.1", 4242);

  @Test
  void withoutAnyWordItIsTheRequestsOwnSchemeAndHost() {
    assertThat(base("", "203.0.113.9", "Host", "larder.corp:4242"))
        .isEqualTo("http://larder.corp:4242");
    assertThat(
            new Arrivals(new ServerConfig(null), new TrustedProxies(null), "https")
                .of("/", headers("Host", "Larder.Corp"), socket("203.0.113.9", 9), LOCAL)
                .base())
        .hasToString("https://larder.corp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>", "a\"b", "x/y", "a b", "user@host", "[::1", "a:b:c"})
  void aHostThatIsNoneIsReplacedByTheSocketsAddress(String host) {
    assertThat(base("", "203.0.113.9", "Host", host)).isEqualTo("http://127.0.0.1:4242");
  }

  @Test
  void aTrustedProxySaysSchemeHostAndPrefix() {
    assertThat(
            base(
                "",
                "10.1.2.3",
                "Host",
                "127.0.0.1:4242",
                "X-Forwarded-Proto",
                "HTTPS",
                "X-Forwarded-Host",
                "packages.corp",
                "X-Forwarded-Prefix",
                "/rspm/"))
        .isEqualTo("https://packages.corp/rspm");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.7, true",
    "192.168.1.8, false",
    "10.255.0.1, true",
    "11.0.0.1, false",
    "::ffff:10.0.0.1, true",
    "fd00::17, true",
    "fe80::17, false",
  })
  void onlyTheNamedProxiesAreBelieved(String peer, boolean believed) {
    Arrival arrival =
        arrival(
            "",
            peer,
            "/simple/",
            "Host",
            "here",
            "X-Forwarded-Host",
            "there",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Prefix",
            "/rspm",
            "X-Forwarded-For",
            "198.51.100.1");
    assertThat(arrival.base()).hasToString(believed ? "https://there/rspm" : "http://here");
    assertThat(arrival.client().getHostAddress().equals("198.51.100.1")).isEqualTo(believed);
  }

  @Test
  void ofSeveralValuesTheProxysOwnCounts() {
    assertThat(
            base(
                "",
                "10.0.0.1",
                "Host",
                "here",
                "X-Forwarded-Host",
                "evil.example, there",
                "X-Forwarded-Proto",
                "http",
                "X-Forwarded-Proto",
                "https"))
        .isEqualTo("https://there");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Host, evil/x",
    "X-Forwarded-Proto, javascript",
    "X-Forwarded-Prefix, /a/../b",
    "X-Forwarded-Prefix, //evil.example",
    "X-Forwarded-Prefix, /%2e%2e",
    "X-Forwarded-Prefix, '/a\"><script>'",
    "X-Forwarded-Prefix, rspm",
    "X-Forwarded-Prefix, /",
  })
  void nonsenseOfATrustedProxyIsLeftOut(String header, String value) {
    assertThat(base("", "10.0.0.1", "Host", "here", header, value)).isEqualTo("http://here");
  }

  @Test
  void theSetAddressWinsOverAnyWord() {
    assertThat(
            base(
                "https://host/rspm/",
                "10.0.0.1",
                "Host",
                "here",
                "X-Forwarded-Host",
                "there",
                "X-Forwarded-Prefix",
                "/other"))
        .isEqualTo("https://host/rspm");
  }

  @ParameterizedTest
  @CsvSource({
    "/rspm/simple/, /simple/",
    "/rspm/, /",
    "/rspm, ''",
    "/simple/, /simple/",
    "/rspmx/simple/, /rspmx/simple/",
    "/rspm/rspm/latest/simple/, /rspm/latest/simple/",
    "/RSPM/simple/, /RSPM/simple/",
    "/%72spm/simple/, /%72spm/simple/",
  })
  void thePrefixOfTheSetAddressIsTakenOffIfTheProxyDidnt(String sent, String path) {
    assertThat(arrival("https://host/rspm", "203.0.113.9", sent, "Host", "x").path())
        .isEqualTo(path);
  }

  @Test
  void aProxyThatSaysItTookThePrefixOffIsBelieved() {
    Arrival arrival =
        arrival(
            "https://host/rspm",
            "10.0.0.1",
            "/rspm/latest/simple/",
            "Host",
            "x",
            "X-Forwarded-Prefix",
            "/rspm");
    assertThat(arrival.path()).as("a repository may be called rspm").startsWith("/rspm/");
  }

  @ParameterizedTest
  @CsvSource({
    "'198.51.100.1', 198.51.100.1",
    "'1.1.1.1, 198.51.100.1, 10.9.9.9', 198.51.100.1",
    "'10.9.9.9, 192.168.1.7', 10.9.9.9",
    "'198.51.100.1, nonsense, 10.9.9.9', 10.9.9.9",
    "'2001:db8::1', 2001:db8:0:0:0:0:0:1",
    "'', 10.0.0.1",
  })
  void theClientIsTheLastThatNoTrustedProxyIs(String forwarded, String client) {
    assertThat(
            arrival("", "10.0.0.1", "/", "Host", "x", "X-Forwarded-For", forwarded)
                .client()
                .getHostAddress())
        .isEqualTo(client);
  }

  private static String base(String address, String peer, String... headers) {
    return arrival(address, peer, "/", headers).base().toString();
  }

  private static Arrival arrival(String address, String peer, String path, String... headers) {
    return new Arrivals(new ServerConfig(address), new TrustedProxies(PROXIES), "http")
        .of(path, headers(headers), socket(peer, 50_000), LOCAL);
  }

  private static HttpHeaders headers(String... namesAndValues) {
    HttpHeaders headers = new HttpHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static InetSocketAddress socket(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
