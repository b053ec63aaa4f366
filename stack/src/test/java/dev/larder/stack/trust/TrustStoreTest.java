package dev.larder.stack.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
  @TempDir Path folder;

  @Test
  void javasOwnAuthoritiesAndThoseOfAFileAreTrustedAndTheStoreOpensWithoutAPassword()
      throws Exception {
    Path keys = folder.resolve("keys.p12");
    Path own = folder.resolve("own.pem");
    ownAuthority(keys, own);
    Path file = folder.resolve("trust.p12");

    TrustStore.write(file, List.of(own));

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, null);
    }
    KeyStore java =
        KeyStore.getInstance(
            Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(),
            "changeit".toCharArray());
    assertThat(store.size()).isEqualTo(java.size() + 1);
    Certificate ours =
        KeyStore.getInstance(keys.toFile(), "changeit".toCharArray()).getCertificate("own");
    assertThat(store.getCertificateAlias(ours)).isNotNull();
    assertThat(Collections.list(store.aliases())).doesNotHaveDuplicates();
  }

  @Test
  void oneBrokenCertificateCostsNoOther() throws Exception {
    Path own = folder.resolve("own.pem");
    ownAuthority(folder.resolve("keys.p12"), own);
    Path mixed = folder.resolve("mixed.pem");
    Files.writeString(
        mixed,
        "# a comment\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            + Files.readString(own));

    KeyStore with = TrustStore.write(folder.resolve("a.p12"), List.of(mixed));
    KeyStore without = TrustStore.write(folder.resolve("b.p12"), List.of());

    assertThat(with.size()).isEqualTo(without.size() + 1);
  }

  @Test
  void sslCertFileComesBesidesTheSystemsOwn() throws Exception {
    List<Path> system = TrustStore.bundles(Map.of());

    assertThat(TrustStore.bundles(Map.of("SSL_CERT_FILE", "/x/ca.pem")))
        .containsAll(system)
        .contains(Path.of("/x/ca.pem"));
  }

  private static void ownAuthority(Path keys, Path pem) throws Exception {
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Our own",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("keytool: " + status);
    }
    Certificate certificate =
        KeyStore.getInstance(keys.toFile(), "changeit".toCharArray()).getCertificate("own");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));
  }
}
