package dev.larder.stack.trust;

import dev.larder.outbound.Authorities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One trust store out of Java's own authorities, the system's, and the environment's, so that an
 * upstream behind a company's own authority is trusted as every other program trusts it.
 */
public final class TrustStore {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (?:TRUSTED )?CERTIFICATE-----.*?-----END (?:TRUSTED )?CERTIFICATE-----",
          Pattern.DOTALL);

  /** Where distributions keep theirs: Debian, Fedora, openSUSE, Alpine. */
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private TrustStore() {}

  /**
   * The PEM files to be trusted on this machine: the system's, and those of {@code SSL_CERT_FILE}
   * and {@code SSL_CERT_DIR}.
   *
   * @throws IOException when a folder can't be read
   */
  public static List<Path> bundles(Map<String, String> environment) throws IOException {
    return Stream.concat(
            SYSTEM.stream().filter(Files::isReadable).limit(1),
            Authorities.files(environment).stream())
        .toList();
  }

  /**
   * Writes a PKCS12 store that opens without a password.
   *
   * @param bundles PEM files; one certificate in them that is broken is passed over
   * @throws IOException naming the file that can't be read
   */
  public static KeyStore write(Path file, List<Path> bundles) throws IOException {
    try {
      Set<Certificate> trusted = new LinkedHashSet<>(ofJava());
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Path bundle : bundles) {
        trusted.addAll(read(bundle, factory));
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : trusted) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      // Nothing in it is secret; a password would only stand on command lines.
      System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
      System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (var out = Files.newOutputStream(fresh)) {
        store.store(out, null);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("the trust store can't be made: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> ofJava() throws IOException, GeneralSecurityException {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    // Distributions' own is in the old format; this reads either.
    KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    List<Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.getCertificate(alias);
      if (certificate != null) {
        certificates.add(certificate);
      }
    }
    return certificates;
  }

  private static List<Certificate> read(Path bundle, CertificateFactory factory)
      throws IOException {
    List<Certificate> certificates = new ArrayList<>();
    Matcher pem = PEM.matcher(Files.readString(bundle, StandardCharsets.ISO_8859_1));
    while (pem.find()) {
      try {
        certificates.add(
            factory.generateCertificate(
                new ByteArrayInputStream(pem.group().getBytes(StandardCharsets.ISO_8859_1))));
      } catch (CertificateException e) {
        // One broken authority must not cost all the others.
      }
    }
    return certificates;
  }
}
