package dev.larder.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @Test
  void withoutAHeaderThereIsNone() {
    assertThat(Credential.from(List.of())).isEqualTo(new Credential.None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"__token__:abc", "anyone:abc", ":abc", "__token__: abc\n", "u:\tabc "})
  void thePasswordIsTheTokenWhateverTheUser(String pair) {
    assertThat(Credential.from(List.of("Basic " + base64(pair))))
        .isEqualTo(new Credential.Secret("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc ", " Bearer\tabc"})
  void aBearerIsTheToken(String header) {
    assertThat(Credential.from(List.of(header))).isEqualTo(new Credential.Secret("abc"));
  }

  @Test
  void aPasswordMayHoldColons() {
    assertThat(Credential.from(List.of("basic " + base64("u:a:b"))))
        .isEqualTo(new Credential.Secret("a:b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic !!!", "Basic YWJj", "Bearer", "Bearer  ", "Digest a=b", "abc"})
  void anythingElseIsMalformed(String header) {
    assertThat(Credential.from(List.of(header))).isEqualTo(new Credential.Malformed());
  }

  @Test
  void anEmptyPasswordIsMalformed() {
    assertThat(Credential.from(List.of("Basic " + base64("__token__: "))))
        .isEqualTo(new Credential.Malformed());
  }

  @Test
  void twoHeadersAreMalformed() {
    assertThat(Credential.from(List.of("Bearer a", "Bearer b")))
        .isEqualTo(new Credential.Malformed());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
