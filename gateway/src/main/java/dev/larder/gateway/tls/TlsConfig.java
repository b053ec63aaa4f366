package dev.larder.gateway.tls;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The certificate that the gateway shows ({@code LARDER_SERVER_TLS_CERT}, {@code
 * LARDER_SERVER_TLS_KEY}); without one it speaks plain HTTP. Files that are of no use are refused.
 *
 * @param tlsCert a PEM file: the certificate, then those that lead to its authority; null or blank
 *     for none
 * @param tlsKey a PEM file: its private key, in PKCS#8, PKCS#1 or SEC 1, not encrypted
 */
@ConfigurationProperties("larder.server")
public record TlsConfig(String tlsCert, String tlsKey) {
  public TlsConfig {
    tlsCert = tlsCert == null ? "" : tlsCert.strip();
    tlsKey = tlsKey == null ? "" : tlsKey.strip();
    if (tlsCert.isEmpty() != tlsKey.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is missing: LARDER_SERVER_TLS_CERT and LARDER_SERVER_TLS_KEY are set together"
              .formatted(tlsCert.isEmpty() ? "LARDER_SERVER_TLS_CERT" : "LARDER_SERVER_TLS_KEY"));
    }
    files(tlsCert, tlsKey).ifPresent(Certificate::load);
  }

  /** The two files. */
  public record Files(Path certificate, Path key) {}

  /** Empty for plain HTTP. */
  public Optional<Files> files() {
    return files(tlsCert, tlsKey);
  }

  /** What the gateway speaks itself. */
  public String scheme() {
    return files().isPresent() ? "https" : "http";
  }

  private static Optional<Files> files(String certificate, String key) {
    return certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(new Files(Path.of(certificate), Path.of(key)));
  }
}
