package dev.larder.cli.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom the command trusts beside Java's own authorities: those of {@code SSL_CERT_FILE} and {@code
 * SSL_CERT_DIR}, as OpenSSL and the clients of indexes name them.
 */
final class Authorities {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (?:TRUSTED )?CERTIFICATE-----.*?-----END (?:TRUSTED )?CERTIFICATE-----",
          Pattern.DOTALL);

  private Authorities() {}

  /**
   * A context that trusts them all.
   *
   * @throws StoppedException if a file that a variable names can't be read or holds no certificate
   */
  static SSLContext context(Environment environment) {
    try {
      KeyStore store = ofJava();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      int number = 0;
      for (Path file : files(environment)) {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (pem.find()) {
          add(store, "own-" + number++, pem.group(), factory);
        }
      }
      if (number == 0) {
        throw new StoppedException(
            2, "SSL_CERT_FILE and SSL_CERT_DIR name no PEM certificate; check them");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new StoppedException(
          2, "the certificates of SSL_CERT_FILE or SSL_CERT_DIR can't be read: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** Whether the environment names any. */
  static boolean areNamed(Environment environment) {
    return environment.authorityFile().isPresent() || !environment.authorityFolders().isEmpty();
  }

  private static List<Path> files(Environment environment) throws IOException {
    List<Path> files = new ArrayList<>(environment.authorityFile().stream().toList());
    for (Path folder : environment.authorityFolders()) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inFolder = Files.list(folder)) {
          files.addAll(inFolder.filter(Files::isRegularFile).sorted().toList());
        }
      }
    }
    return files;
  }

  private static KeyStore ofJava() throws IOException, GeneralSecurityException {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
  }

  private static void add(KeyStore store, String alias, String pem, CertificateFactory factory)
      throws GeneralSecurityException {
    try {
      store.setCertificateEntry(
          alias,
          factory.generateCertificate(
              new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1))));
    } catch (CertificateException e) {
      // one broken authority must not cost all the others
    }
  }
}
