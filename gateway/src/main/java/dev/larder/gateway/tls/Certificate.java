package dev.larder.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.boot.ssl.pem.PemContent;

/** A certificate, those that lead from it to its authority, and its private key. */
record Certificate(List<X509Certificate> chain, PrivateKey key) {
  /**
   * Reads both files.
   *
   * @throws IllegalArgumentException naming the variable of the file that is of no use, and why
   */
  static Certificate load(TlsConfig.Files files) {
    List<X509Certificate> chain = chain(files.certificate());
    PrivateKey key = key(files.key());
    if (!fit(chain.getFirst().getPublicKey(), key)) {
      throw new IllegalArgumentException(
          "LARDER_SERVER_TLS_KEY: %s is not the key of the first certificate in %s"
              .formatted(files.key(), files.certificate()));
    }
    return new Certificate(chain, key);
  }

  /** How to speak with it: TLS 1.2 and 1.3, HTTP/1.1. */
  SslContext context() throws IOException {
    return SslContextBuilder.forServer(key, chain)
        .protocols("TLSv1.3", "TLSv1.2")
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  private static List<X509Certificate> chain(Path file) {
    try {
      PemContent content = PemContent.load(file);
      List<X509Certificate> chain = content == null ? List.of() : content.getCertificates();
      if (chain != null && !chain.isEmpty()) {
        return chain;
      }
    } catch (IOException e) {
      throw unreadable("LARDER_SERVER_TLS_CERT", file, e);
    } catch (IllegalStateException | IllegalArgumentException noCertificate) {
      // refused below
    }
    throw new IllegalArgumentException(
        "LARDER_SERVER_TLS_CERT: %s holds no PEM certificate".formatted(file));
  }

  private static PrivateKey key(Path file) {
    try {
      PemContent content = PemContent.load(file);
      PrivateKey key = content == null ? null : content.getPrivateKey();
      if (key != null) {
        return key;
      }
    } catch (IOException e) {
      throw unreadable("LARDER_SERVER_TLS_KEY", file, e);
    } catch (IllegalStateException | IllegalArgumentException noKey) {
      // refused below
    }
    throw new IllegalArgumentException(
        "LARDER_SERVER_TLS_KEY: %s holds no PEM private key that can be read; it must be PKCS#8,"
                .formatted(file)
            + " PKCS#1 or EC, and not encrypted");
  }

  private static IllegalArgumentException unreadable(String variable, Path file, IOException why) {
    return new IllegalArgumentException(
        "%s: %s can't be read (%s)".formatted(variable, file, why.getClass().getSimpleName()));
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
