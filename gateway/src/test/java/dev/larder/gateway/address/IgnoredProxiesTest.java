package dev.larder.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class IgnoredProxiesTest {
  private final IgnoredProxies ignored = new IgnoredProxies();

  private static HttpHeaders forwarded() {
    HttpHeaders headers = new HttpHeaders();
    headers.set("x-forwarded-proto", "https");
    headers.set("X-Forwarded-Prefix", "/rspm");
    return headers;
  }

  @Test
  void itIsToldOnceWhoseHeadersWereIgnoredAndWhichSettingTakesThem() {
    InetAddress peer = InetAddress.ofLiteral("192.0.2.7");

    assertThat(ignored.line(peer, new HttpHeaders())).isEmpty();
    assertThat(ignored.line(peer, forwarded()))
        .contains(
            "X-Forwarded-Prefix, X-Forwarded-Proto of 192.0.2.7 are ignored; if it is your proxy, list it in server.trusted-proxies (LARDER_TRUSTED_PROXIES)");
    assertThat(ignored.line(peer, forwarded())).isEmpty();
    assertThat(ignored.line(InetAddress.ofLiteral("2001:db8::1"), forwarded())).isPresent();
  }

  @Test
  void aHundredAddressesAreTold() {
    for (int i = 0; i < 100; i++) {
      assertThat(ignored.line(InetAddress.ofLiteral("192.0.2." + i), forwarded())).isPresent();
    }
    assertThat(ignored.line(InetAddress.ofLiteral("192.0.2.200"), forwarded())).isEmpty();
  }
}
