package dev.larder.blob.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts whom the JDK trusts, and whom the machine does or {@code SSL_CERT_FILE} says. */
final class SystemTrust {
  private static final Logger log = LoggerFactory.getLogger(SystemTrust.class);

  /** Where the common distributions keep their bundle. */
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private SystemTrust() {}

  static X509TrustManager load(Map<String, String> environment) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (X509Certificate certificate : manager(null).getAcceptedIssuers()) {
        trusted.setCertificateEntry("jdk-" + number++, certificate);
      }
      Optional<Path> bundle = bundle(environment);
      if (bundle.isPresent()) {
        for (Certificate certificate : read(bundle.get())) {
          trusted.setCertificateEntry("system-" + number++, certificate);
        }
      }
      return manager(trusted);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No certificate authorities can be read.", e);
    }
  }

  private static Optional<Path> bundle(Map<String, String> environment) {
    return Stream.concat(
            Stream.ofNullable(environment.get("SSL_CERT_FILE")).map(Path::of), BUNDLES.stream())
        .filter(Files::isReadable)
        .findFirst();
  }

  private static Iterable<? extends Certificate> read(Path bundle) {
    try (InputStream pem = Files.newInputStream(bundle)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    } catch (IOException | GeneralSecurityException e) {
      log.warn("The certificate authorities in {} can't be read: {}", bundle, e.getMessage());
      return List.of();
    }
  }

  private static X509TrustManager manager(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException(
        "No X.509 trust manager among " + Arrays.toString(factory.getTrustManagers()));
  }
}
