package dev.larder.index.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClientAddressTest {

  @Test
  void anIpv6NetworkIsOneAsker() {
    assertThat(ClientAddress.of("2001:db8:1:2::1"))
        .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::9"));
    assertThat(ClientAddress.of("2001:db8:1:2::1"))
        .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
  }

  @Test
  void eachIpv4AddressIsOneAsker() {
    assertThat(ClientAddress.of("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(ClientAddress.of("::ffff:192.0.2.1"))
        .isNotEqualTo(ClientAddress.of("::ffff:192.0.2.2"));
  }

  @Test
  void whatIsNoAddressIsTakenAsItIs() {
    assertThat(ClientAddress.of("unknown")).isEqualTo("unknown");
  }
}
