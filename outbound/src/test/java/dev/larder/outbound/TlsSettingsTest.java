package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, rsa-pkcs8.pem",
    "rsa-cert.pem, rsa-pkcs1.pem",
    "ec-cert.pem, ec-sec1.pem"
  })
  void everyUsualFormOfAKeyIsTakenInEitherOrder(String certificate, String key) throws Exception {
    String one = TlsFixture.file(certificate);
    String other = TlsFixture.file(key);

    assertThat(TlsSettings.of(null, "for us\n" + one + other).identity()).isPresent();
    assertThat(TlsSettings.of(null, other + one).shown())
        .contains(Pem.certificates(one).getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, ec-sec1.pem, is not that of its first certificate",
    "rsa-cert.pem, rsa-encrypted.pem, is encrypted",
    "rsa-cert.pem, rsa-cert.pem, holds no PEM private key",
    "rsa-pkcs8.pem, rsa-pkcs8.pem, holds no PEM certificate",
  })
  void whatCannotServeIsRefusedInOneLine(String certificate, String key, String why)
      throws Exception {
    TlsSettings settings =
        TlsSettings.of(null, TlsFixture.file(certificate) + TlsFixture.file(key));

    assertThatThrownBy(settings::shown)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void authoritiesAreCertificates() {
    assertThatThrownBy(() -> TlsSettings.of("none", null).trusted())
        .hasMessageStartingWith("holds no PEM certificate");
    assertThatThrownBy(
            () ->
                TlsSettings.of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", null)
                    .trusted())
        .hasMessage("has a certificate that is broken");
  }

  @Test
  void theKeyIsInNoText() throws Exception {
    String pem = TlsFixture.file("rsa-cert.pem") + TlsFixture.file("rsa-pkcs8.pem");
    OutboundPolicy policy = OutboundPolicy.PUBLIC_ONLY.with(TlsSettings.of(null, pem));

    assertThat(policy + " " + policy.tls() + " " + policy.tls().identity())
        .doesNotContain("BEGIN")
        .contains("CN=rsa");
  }
}
