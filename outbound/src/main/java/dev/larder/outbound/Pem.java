package dev.larder.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as files have them (RFC 7468), whatever stands between them. */
public final class Pem {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (|RSA |EC |ENCRYPTED )PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----",
          Pattern.DOTALL);

  private Pem() {}

  /**
   * All certificates of a text, in their order; none where it has none.
   *
   * @throws CertificateException when one of them is broken
   */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = CERTIFICATE.matcher(text);
    while (block.find()) {
      certificates.add(
          (X509Certificate)
              factory.generateCertificate(
                  new ByteArrayInputStream(block.group().getBytes(ISO_8859_1))));
    }
    return certificates;
  }

  /** Whether there is a private key, of whatever form. */
  public static boolean hasKey(String text) {
    return KEY.matcher(text).find();
  }

  /** Whether the first private key needs a password. */
  public static boolean isEncrypted(String text) {
    Matcher key = KEY.matcher(text);
    return key.find() && (key.group(1).equals("ENCRYPTED ") || key.group(2).contains("ENCRYPTED"));
  }

  /**
   * The first private key of a text (PKCS#8, PKCS#1 or SEC 1) if it is that of a public key: what
   * one signs, the other verifies.
   */
  public static Optional<PrivateKey> keyOf(PublicKey known, String text) {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(key.group(2));
      byte[] pkcs8 = key.group(1).isEmpty() ? bytes : Der.privateKeyInfo(known, bytes);
      PrivateKey secret =
          KeyFactory.getInstance(known.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return fit(known, secret) ? Optional.of(secret) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
      return Optional.empty();
    }
  }

  private static boolean fit(PublicKey shown, PrivateKey key) throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(shown);
    return verifying.verify(signature);
  }
}
