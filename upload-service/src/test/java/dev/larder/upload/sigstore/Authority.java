package dev.larder.upload.sigstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority as Fulcio is one, whose certificates a log has seen (RFC 6962). */
final class Authority {
  private static final X500Name NAME = new X500Name("O=larder tests,CN=authority");
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";

  private final KeyPair key = Keys.generate();
  private final KeyPair logKey = Keys.generate();
  private final X509Certificate certificate;

  Authority(Instant since) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.ONE,
              Date.from(since),
              Date.from(since.plus(Duration.ofDays(3650))),
              NAME,
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
      certificate = signed(builder);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  KeyPair logKey() {
    return logKey;
  }

  /** Certifies a key for ten minutes. */
  X509Certificate certify(PublicKey signer, Identity identity, Instant from) {
    try {
      byte[] before =
          builder(signer, identity, from)
              .build(signer())
              .toASN1Structure()
              .getTBSCertificate()
              .getEncoded("DER");
      JcaX509v3CertificateBuilder builder = builder(signer, identity, from);
      builder.addExtension(TIMESTAMPS, false, new DEROctetString(timestamps(before, from)));
      return signed(builder);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private JcaX509v3CertificateBuilder builder(PublicKey signer, Identity identity, Instant from)
      throws IOException, GeneralSecurityException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.TWO,
            Date.from(from),
            Date.from(from.plus(VALID)),
            new X500Name(""),
            signer);
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()));
    int kind =
        identity.name().startsWith("https:")
            ? GeneralName.uniformResourceIdentifier
            : GeneralName.rfc822Name;
    builder.addExtension(
        Extension.subjectAlternativeName,
        true,
        new GeneralNames(new GeneralName(kind, identity.name())));
    for (Map.Entry<Integer, String> text : identity.extensions().entrySet()) {
      builder.addExtension(
          new ASN1ObjectIdentifier(FULCIO + text.getKey()),
          false,
          new DERUTF8String(text.getValue()));
    }
    return builder;
  }

  /** The list with the log's one signed timestamp (RFC 6962, 3.2 and 3.3). */
  private byte[] timestamps(byte[] certificateBefore, Instant at) throws IOException {
    byte[] hash = Keys.sha256(key.getPublic().getEncoded());
    byte[] signed =
        bytes(
            out -> {
              out.writeShort(0);
              out.writeLong(at.toEpochMilli());
              out.writeShort(1);
              out.write(hash);
              out.writeByte(certificateBefore.length >> 16);
              out.writeShort(certificateBefore.length);
              out.write(certificateBefore);
              out.writeShort(0);
            });
    byte[] signature = Keys.sign(logKey.getPrivate(), signed);
    byte[] timestamp =
        bytes(
            out -> {
              out.writeByte(0);
              out.write(Keys.id(logKey));
              out.writeLong(at.toEpochMilli());
              out.writeShort(0);
              out.writeShort(0x0403);
              out.writeShort(signature.length);
              out.write(signature);
            });
    return bytes(
        out -> {
          out.writeShort(timestamp.length + 2);
          out.writeShort(timestamp.length);
          out.write(timestamp);
        });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    }
    return bytes.toByteArray();
  }

  private org.bouncycastle.operator.ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder builder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
