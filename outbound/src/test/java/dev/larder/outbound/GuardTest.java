package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static Guard guard(String own, List<String> inside, String... allow) {
    return new Guard(OutboundPolicy.of(own, inside, List.of(allow), null), AllowList.EMPTY);
  }

  private static Optional<String> refusal(Guard guard, String host, String address, int port) {
    return guard.refusal(host, InetAddress.ofLiteral(address), port);
  }

  @Test
  void theOpenInternetIsOpen() {
    assertThat(refusal(guard(null, null), "files.example", "1.1.1.1", 1)).isEmpty();
  }

  @Test
  void anUpstreamsOwnHostIsSchemeHostAndPort() {
    Guard guard = guard("http://localhost:5151/simple/", null);
    assertThat(refusal(guard, "localhost", "127.0.0.1", 5151)).isEmpty();
    assertThat(refusal(guard, "LOCALHOST.", "::1", 5151)).isEmpty();
    assertThat(refusal(guard, "localhost", "127.0.0.1", 6379))
        .contains(
            "leads to localhost:6379, a loopback address, and only its own host localhost:5151 may"
                + " be there; an administrator may allow it by --allow=localhost:6379 for the"
                + " source, or by outbound.allow");
    assertThat(refusal(guard, "other", "127.0.0.1", 5151)).isPresent();
    assertThat(refusal(guard("https://inner.example/", null), "inner.example", "10.0.0.1", 80))
        .isPresent();
    assertThat(refusal(guard("https://inner.example/", null), "inner.example", "10.0.0.1", 443))
        .isEmpty();
  }

  @Test
  void anOwnHostThatIsAnAddressMayHaveNames() {
    assertThat(refusal(guard("http://127.0.0.1:9/", null), "localhost", "127.0.0.1", 9)).isEmpty();
  }

  @Test
  void anOwnHostStaysInTheKindOfAddressThatItHad() {
    Guard outside = guard("https://index.example/", List.of());
    assertThat(refusal(outside, "index.example", "151.101.0.223", 443)).isEmpty();
    assertThat(refusal(outside, "index.example", "169.254.169.254", 443))
        .contains(
            "leads to index.example:443, a link-local address, where its own host was not when the"
                + " source was given its URL; an administrator may allow it by"
                + " --allow=index.example:443 for the source, or by outbound.allow");
    Guard inside = guard("https://index.corp/", List.of("private"));
    assertThat(refusal(inside, "index.corp", "10.0.0.1", 443)).isEmpty();
    assertThat(refusal(inside, "index.corp", "192.168.0.1", 443)).isEmpty();
    assertThat(refusal(inside, "index.corp", "127.0.0.1", 443)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "files.corp, yes",
    "files.corp:9000, yes",
    "files.corp:9001, no",
    "*.corp, yes",
    "*.files.corp, no",
    "corp, no",
    "10.1.2.3, yes",
    "10.1.2.3:9000, yes",
    "10.0.0.0/8, yes",
    "10.2.0.0/16, no",
    "0.0.0.0/0, yes"
  })
  void whatIsAllowedMayBeLedTo(String allowed, String answer) {
    Optional<String> source =
        refusal(guard("http://index.corp/", null, allowed), "files.corp", "10.1.2.3", 9000);
    Optional<String> everywhere =
        new Guard(OutboundPolicy.PUBLIC_ONLY, AllowList.parse(" x , " + allowed))
            .refusal("files.corp", InetAddress.ofLiteral("10.1.2.3"), 9000);
    assertThat(source.isEmpty()).isEqualTo(answer.equals("yes"));
    assertThat(everywhere.isEmpty()).isEqualTo(answer.equals("yes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x", "a b", "x:0", "x:99999", "10.0.0.0/33", "-", "*", "x/8"})
  void whatIsNoHostOrNetworkIsRefused(String text) {
    assertThatThrownBy(() -> AllowList.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is no host, host:port or network such as 10.1.0.0/16", text);
  }

  @Test
  void aProxyIsAskedForNamesAndForNoInsideAddress() {
    Guard guard = guard("http://10.0.0.1/simple/", null, "10.9.9.9");
    assertThat(guard.refusesByProxy("files.corp", 80)).isFalse();
    assertThat(guard.refusesByProxy("1.1.1.1", 80)).isFalse();
    assertThat(guard.refusesByProxy("10.0.0.1", 80)).isFalse();
    assertThat(guard.refusesByProxy("10.9.9.9", 80)).isFalse();
    assertThat(guard.refusesByProxy("10.0.0.1", 81)).isTrue();
    assertThat(guard.refusesByProxy("169.254.169.254", 80)).isTrue();
    assertThat(guard.refusesByProxy("[fd00::1]", 80)).isTrue();
    assertThat(guard.refusesByProxy("localhost", 80)).isTrue();
    assertThat(guard.refusesByProxy("a.localhost", 80)).isTrue();
  }
}
