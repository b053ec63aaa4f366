package dev.larder.service.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceSecretTest {
  @Test
  void onlyTheHealthIsOpen() {
    ServiceSecret secret = new ServiceSecret("s");

    assertThat(secret.admits("/health", null)).isTrue();
    assertThat(secret.admits("/health/", null)).isFalse();
    assertThat(secret.admits("/x", "s")).isTrue();
    assertThat(secret.admits("/x", "S")).isFalse();
    assertThat(secret).hasToString("ServiceSecret[]");
  }

  @Test
  void withoutOneNoServiceStarts() {
    for (String none : new String[] {null, "", " "}) {
      assertThatThrownBy(() -> new ServiceSecret(none)).hasMessage("LARDER_SECRET is not set");
    }
  }
}
