package dev.larder.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, rsa-pkcs8.pem",
    "rsa-cert.pem, rsa-pkcs1.pem",
    "ec-cert.pem, ec-sec1.pem"
  })
  void everyUsualFormOfAKeyIsRead(String certificate, String key) {
    assertThat(load(Pem.file(certificate), Pem.file(key)).chain()).hasSize(1);
  }

  @Test
  void theWholeChainIsRead() throws IOException {
    Path chain = folder.resolve("chain.pem");
    Files.writeString(
        chain,
        Files.readString(Pem.file("ec-cert.pem")) + Files.readString(Pem.file("rsa-cert.pem")));
    assertThat(load(chain, Pem.file("ec-sec1.pem")).chain()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-cert.pem, ec-sec1.pem, is not the key of the first certificate",
    "ec-cert.pem, rsa-pkcs8.pem, is not the key of the first certificate",
    "rsa-cert.pem, rsa-encrypted.pem, not encrypted",
    "rsa-cert.pem, rsa-cert.pem, holds no PEM private key",
    "rsa-pkcs8.pem, rsa-pkcs8.pem, holds no PEM certificate",
  })
  void whatDoesntFitIsRefusedInOneLine(String certificate, String key, String why) {
    assertThatThrownBy(() -> load(Pem.file(certificate), Pem.file(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageMatching("LARDER_SERVER_TLS_(CERT|KEY): .*");
  }

  @Test
  void missingEmptyAndBrokenFilesAreRefused() throws IOException {
    Path missing = folder.resolve("none.pem");
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path broken =
        Files.writeString(
            folder.resolve("broken.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    Path key = Pem.file("rsa-pkcs8.pem");
    assertThatThrownBy(() -> load(missing, key))
        .hasMessage("LARDER_SERVER_TLS_CERT: %s can't be read (NoSuchFileException)", missing);
    assertThatThrownBy(() -> load(empty, key)).hasMessageContaining("holds no PEM certificate");
    assertThatThrownBy(() -> load(broken, key)).hasMessageContaining("holds no PEM certificate");
    assertThatThrownBy(() -> load(Pem.file("rsa-cert.pem"), missing))
        .hasMessageStartingWith("LARDER_SERVER_TLS_KEY");
    assertThatThrownBy(() -> load(Pem.file("rsa-cert.pem"), empty))
        .hasMessageContaining("holds no PEM private key");
  }

  private static Certificate load(Path certificate, Path key) {
    return Certificate.load(new TlsConfig.Files(certificate, key));
  }
}
