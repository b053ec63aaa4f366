package dev.larder.stack.tls;

import dev.larder.outbound.Pem;
import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether {@code server.tls-cert} and {@code server.tls-key} can be used together. */
public final class TlsFiles {
  private TlsFiles() {}

  /**
   * Returns if they can.
   *
   * @throws Refusal in one line, naming the file that is of no use and why
   */
  public static void check(Configuration.Tls tls) {
    String certificate = text("server.tls-cert", tls.certificate());
    String key = text("server.tls-key", tls.key());
    List<X509Certificate> shown = certificates(certificate, tls.certificate());
    if (shown.isEmpty()
        && !Pem.hasKey(key)
        && Pem.hasKey(certificate)
        && !certificates(key, tls.key()).isEmpty()) {
      throw new Refusal(
          "server.tls-cert names a private key (%s) and server.tls-key a certificate (%s); swap them"
              .formatted(tls.certificate(), tls.key()));
    }
    if (shown.isEmpty()) {
      throw new Refusal(
          "server.tls-cert: %s holds no PEM certificate".formatted(tls.certificate()));
    }
    if (!Pem.hasKey(key)) {
      throw new Refusal(
          "server.tls-key: %s holds no PEM private key (PKCS#8, PKCS#1 or EC)"
              .formatted(tls.key()));
    }
    if (Pem.isEncrypted(key)) {
      throw new Refusal(
          "server.tls-key: %s is encrypted; give it without a password (openssl pkey -in %s -out …)"
              .formatted(tls.key(), tls.key()));
    }
    if (Pem.keyOf(shown.getFirst().getPublicKey(), key).isEmpty()) {
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

  private static List<X509Certificate> certificates(String pem, Path file) {
    try {
      return Pem.certificates(pem);
    } catch (CertificateException e) {
      throw new Refusal("server.tls-cert: a certificate in %s is broken".formatted(file));
    }
  }
}
