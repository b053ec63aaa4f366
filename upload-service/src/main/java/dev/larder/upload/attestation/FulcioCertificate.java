package dev.larder.upload.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;

/** What Sigstore's certificate authority writes into certificates, in extensions of its own. */
record FulcioCertificate(X509Certificate certificate) {
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /** The first form of the issuer, without an ASN.1 type. */
  private static final String ISSUER_BEFORE = "1.3.6.1.4.1.57264.1.1";

  private static final String BUILD_CONFIG = "1.3.6.1.4.1.57264.1.18";

  /** Who issued the identity, an OIDC issuer's URL. */
  Optional<String> issuer() {
    return text(ISSUER).or(() -> extension(ISSUER_BEFORE).map(bytes -> new String(bytes, UTF_8)));
  }

  /** The URL of what ran, with its revision behind an at sign. */
  Optional<String> buildConfig() {
    return text(BUILD_CONFIG);
  }

  /** The first of the subject alternative names: an address, or a URL. */
  Optional<String> identity() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Optional.empty()
          : names.stream()
              .map(name -> name.get(1))
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst();
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(String oid) {
    return extension(oid)
        .flatMap(FulcioCertificate::primitive)
        .filter(ASN1UTF8String.class::isInstance)
        .map(text -> ((ASN1UTF8String) text).getString());
  }

  private Optional<byte[]> extension(String oid) {
    return Optional.ofNullable(certificate.getExtensionValue(oid))
        .flatMap(FulcioCertificate::primitive)
        .filter(ASN1OctetString.class::isInstance)
        .map(octets -> ((ASN1OctetString) octets).getOctets());
  }

  private static Optional<ASN1Primitive> primitive(byte[] der) {
    try {
      return Optional.of(ASN1Primitive.fromByteArray(der));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
