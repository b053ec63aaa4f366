package dev.larder.stack.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.part.Installation;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {
  private static final Path FILES =
      Installation.here().root().resolve("gateway/src/test/resources/tls");

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, rsa-pkcs8.pem",
    "rsa-cert.pem, rsa-pkcs1.pem",
    "ec-cert.pem, ec-sec1.pem"
  })
  void everyUsualFormOfAKeyIsTaken(String certificate, String key) {
    assertThatCode(() -> check(certificate, key)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-pkcs8.pem, rsa-cert.pem, swap them",
    "ec-sec1.pem, ec-cert.pem, swap them",
    "rsa-cert.pem, ec-sec1.pem, is not the key of the first certificate",
    "ec-cert.pem, rsa-pkcs8.pem, is not the key of the first certificate",
    "rsa-cert.pem, rsa-encrypted.pem, is encrypted",
    "rsa-cert.pem, rsa-cert.pem, holds no PEM private key",
    "rsa-pkcs8.pem, rsa-pkcs8.pem, holds no PEM certificate",
    "none.pem, rsa-pkcs8.pem, does not exist",
    "rsa-cert.pem, none.pem, does not exist",
  })
  void whatCannotServeIsRefusedInOneLine(String certificate, String key, String why) {
    assertThatThrownBy(() -> check(certificate, key))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(why)
        .hasMessageMatching("server\\.tls-(cert|key).*");
  }

  private static void check(String certificate, String key) {
    TlsFiles.check(new Configuration.Tls(FILES.resolve(certificate), FILES.resolve(key)));
  }
}
