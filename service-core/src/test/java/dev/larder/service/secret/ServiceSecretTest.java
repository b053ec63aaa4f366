package dev.larder.service.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.service.request.RequestId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  void aCallOfAnotherServiceHasItAndTheIdOfTheRequest() {
    Map<String, String> headers = new HashMap<>();
    RequestId.with(Optional.of("r-1"), () -> new ServiceSecret("s").addTo(headers::put));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(Map.of("Larder-Secret", "s", "X-Request-Id", "r-1"));

    headers.clear();
    new ServiceSecret("s").addTo(headers::put);
    assertThat(headers).containsExactly(Map.entry("Larder-Secret", "s"));
  }

  @Test
  void withoutOneNoServiceStarts() {
    for (String none : new String[] {null, "", " "}) {
      assertThatThrownBy(() -> new ServiceSecret(none)).hasMessage("LARDER_SECRET is not set");
    }
  }
}
