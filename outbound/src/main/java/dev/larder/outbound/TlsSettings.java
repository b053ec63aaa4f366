package dev.larder.outbound;

import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What connections to one source's upstream trust and show, in PEM.
 *
 * @param authorities certificates of authorities that are trusted beside the machine's
 * @param clientCertificate a certificate, those that lead to its authority, and its private key:
 *     shown to the upstream's own host
 */
public record TlsSettings(Optional<String> authorities, Optional<String> clientCertificate) {
  /** As the machine has it, and no certificate. */
  public static final TlsSettings NONE = new TlsSettings(Optional.empty(), Optional.empty());

  /** As services tell each other; null for nothing. */
  public static TlsSettings of(String authorities, String clientCertificate) {
    return new TlsSettings(
        Optional.ofNullable(authorities), Optional.ofNullable(clientCertificate));
  }

  /** A certificate, those that lead to its authority, and its private key. */
  record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** Without the key. */
    @Override
    public String toString() {
      return "Identity[%s]".formatted(chain.getFirst().getSubjectX500Principal());
    }
  }

  /**
   * The authorities' certificates; none where nothing was said.
   *
   * @throws IllegalArgumentException when there are none in what was said; the message is one line
   *     without its subject
   */
  public List<X509Certificate> trusted() {
    return authorities.map(TlsSettings::certificates).orElse(List.of());
  }

  /**
   * The client certificate itself; empty where there is none.
   *
   * @throws IllegalArgumentException when it is of no use; the message is one line without its
   *     subject
   */
  public Optional<X509Certificate> shown() {
    return identity().map(known -> known.chain().getFirst());
  }

  /** As {@link #shown}, for connections. */
  Optional<Identity> identity() {
    return clientCertificate.map(TlsSettings::identity);
  }

  private static List<X509Certificate> certificates(String pem) {
    List<X509Certificate> certificates;
    try {
      certificates = Pem.certificates(pem);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("has a certificate that is broken", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
    }
    return certificates;
  }

  private static Identity identity(String pem) {
    List<X509Certificate> chain = certificates(pem);
    if (!Pem.hasKey(pem)) {
      throw new IllegalArgumentException(
          "holds no PEM private key (PKCS#8, PKCS#1 or EC) beside the certificate");
    }
    if (Pem.isEncrypted(pem)) {
      throw new IllegalArgumentException(
          "has a private key that is encrypted; give it without a password (openssl pkey -in KEY)");
    }
    return new Identity(
        chain,
        Pem.keyOf(chain.getFirst().getPublicKey(), pem)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "has a private key that is not that of its first certificate")));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TlsSettings";
  }
}
