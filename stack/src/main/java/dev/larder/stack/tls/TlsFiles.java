package dev.larder.stack.tls;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.console.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether {@code server.tls-cert} and {@code server.tls-key} can be used together. */
public final class TlsFiles {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (|RSA |EC |ENCRYPTED )PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----",
          Pattern.DOTALL);

  private TlsFiles() {}

  /**
   * Returns if they can.
   *
   * @throws Refusal in one line, naming the file that is of no use and why
   */
  public static void check(Configuration.Tls tls) {
    String certificate = text("server.tls-cert", tls.certificate());
    String key = text("server.tls-key", tls.key());
    Matcher shown = CERTIFICATE.matcher(certificate);
    Matcher secret = KEY.matcher(key);
    boolean isCertificate = shown.find();
    boolean isKey = secret.find();
    if (!isCertificate
        && !isKey
        && KEY.matcher(certificate).find()
        && CERTIFICATE.matcher(key).find()) {
      throw new Refusal(
          "server.tls-cert names a private key (%s) and server.tls-key a certificate (%s); swap them"
              .formatted(tls.certificate(), tls.key()));
    }
    if (!isCertificate) {
      throw new Refusal(
          "server.tls-cert: %s holds no PEM certificate".formatted(tls.certificate()));
    }
    if (!isKey) {
      throw new Refusal(
          "server.tls-key: %s holds no PEM private key (PKCS#8, PKCS#1 or EC)"
              .formatted(tls.key()));
    }
    if (secret.group(1).equals("ENCRYPTED ") || secret.group(2).contains("ENCRYPTED")) {
      throw new Refusal(
          "server.tls-key: %s is encrypted; give it without a password (openssl pkey -in %s -out …)"
              .formatted(tls.key(), tls.key()));
    }
    PublicKey known = publicKey(shown.group(), tls.certificate());
    if (!privateKey(secret, known).filter(own -> fit(known, own)).isPresent()) {
      throw new Refusal(
          "server.tls-key: %s is not the key of the first certificate in %s"
              .formatted(tls.key(), tls.certificate()));
    }
  }

  private static String text(String name, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new Refusal("%s: %s does not exist".formatted(name, file));
    } catch (IOException e) {
      throw new Refusal(
          "%s: %s can't be read (%s)"
              .formatted(name, file, e.getClass().getSimpleName().replace("Exception", "")));
    }
  }

  private static PublicKey publicKey(String pem, Path file) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
          .getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new Refusal("server.tls-cert: the certificate in %s is broken".formatted(file));
    }
  }

  private static Optional<PrivateKey> privateKey(Matcher pem, PublicKey known) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
      byte[] pkcs8 = pem.group(1).isEmpty() ? bytes : Der.privateKeyInfo(known, bytes);
      return Optional.of(
          KeyFactory.getInstance(known.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
      return Optional.empty();
    }
  }

  /** What one signs, the other must verify. */
  private static boolean fit(PublicKey shown, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(shown);
      return verifying.verify(signature);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
