package dev.larder.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.tcp.SslProvider;

class CurrentCertificateTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private Path certificate;
  private Path key;
  private CurrentCertificate current;

  @BeforeEach
  void load() throws IOException {
    certificate = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
    put("rsa-cert.pem", certificate);
    put("rsa-pkcs8.pem", key);
    current = new CurrentCertificate(new TlsConfig.Files(certificate, key), () -> now);
  }

  @Test
  void filesThatStayAreReadOnce() {
    SslProvider first = current.get();
    later();
    assertThat(current.get()).isSameAs(first);
  }

  @Test
  void changedFilesAreTakenUp() throws IOException {
    SslProvider first = current.get();
    put("ec-cert.pem", certificate);
    put("ec-sec1.pem", key);
    assertThat(current.get()).as("not looked at again yet").isSameAs(first);
    later();
    assertThat(current.get()).isNotSameAs(first);
  }

  @Test
  void theLastGoodOneStaysWhileFilesDontFit() throws IOException {
    SslProvider first = current.get();
    put("ec-cert.pem", certificate);
    later();
    assertThat(current.get()).isSameAs(first);
    Files.delete(key);
    later();
    assertThat(current.get()).isSameAs(first);
    put("ec-sec1.pem", key);
    later();
    assertThat(current.get()).isNotSameAs(first);
  }

  private void later() {
    now = now.plus(CurrentCertificate.LOOK).plus(Duration.ofMillis(1));
  }

  private static void put(String name, Path to) throws IOException {
    Files.copy(Pem.file(name), to, StandardCopyOption.REPLACE_EXISTING);
  }
}
