package dev.larder.index.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AskerTest {

  @Test
  void anIpv6NetworkIsOneAsker() {
    assertThat(Asker.of("2001:db8:1:2::1")).isEqualTo(Asker.of("2001:db8:1:2:ffff::9"));
    assertThat(Asker.of("2001:db8:1:2::1")).isNotEqualTo(Asker.of("2001:db8:1:3::1"));
  }

  @Test
  void eachIpv4AddressIsOneAsker() {
    assertThat(Asker.of("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Asker.of("::ffff:192.0.2.1")).isNotEqualTo(Asker.of("::ffff:192.0.2.2"));
  }

  @Test
  void whatIsNoAddressIsTakenAsItIs() {
    assertThat(Asker.of("unknown")).isEqualTo("unknown");
  }
}
