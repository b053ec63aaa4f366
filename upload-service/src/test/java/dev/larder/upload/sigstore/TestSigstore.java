package dev.larder.upload.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Makes attestations (PEP 740) that whoever trusts its root takes for good. */
public final class TestSigstore {
  private static final String TYPE = "application/vnd.in-toto+json";

  private final Instant since;
  private final Authority authority;
  private final Log log = new Log();

  /**
   * One that has existed for a day.
   *
   * @param now as its certificates say
   */
  public TestSigstore(Instant now) {
    since = now.minus(Duration.ofDays(1));
    authority = new Authority(since);
  }

  /** An in-toto statement that PyPI's kind of attestation makes about a file. */
  public static String statement(String filename, String sha256) {
    return """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"%s","digest":{"sha256":"%s"}}],\
        "predicateType":"https://docs.pypi.org/attestations/publish/v1","predicate":null}"""
        .formatted(filename, sha256);
  }

  /** An attestation that is logged at once. */
  public String attest(Identity identity, String statement, Instant at) {
    return attest(identity, statement, at, at);
  }

  /**
   * An attestation.
   *
   * @param at when the certificate begins
   * @param logged when the log got it
   */
  public String attest(Identity identity, String statement, Instant at, Instant logged) {
    KeyPair signer = Keys.generate();
    X509Certificate certificate = authority.certify(signer.getPublic(), identity, at);
    byte[] payload = statement.getBytes(UTF_8);
    byte[] signature = Keys.sign(signer.getPrivate(), authenticated(payload));
    return """
        {"version":1,"verification_material":{"certificate":"%s","transparency_entries":[%s]},\
        "envelope":{"statement":"%s","signature":"%s"}}"""
        .formatted(
            Keys.base64(der(certificate)),
            log.entry(payload, signature, pem(certificate), logged.getEpochSecond()),
            Keys.base64(payload),
            Keys.base64(signature));
  }

  /** Its {@code trusted_root.json}. */
  public String trustedRoot() {
    return """
        {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
         "tlogs":[%s],
         "certificateAuthorities":[{"subject":{"organization":"larder","commonName":"authority"},
           "uri":"https://fulcio.larder.example","certChain":{"certificates":[{"rawBytes":"%s"}]},
           "validFor":{"start":"%s"}}],
         "ctlogs":[%s],
         "timestampAuthorities":[]}
        """
        .formatted(
            log("https://" + Log.HOST, log.key()),
            Keys.base64(der(authority.certificate())),
            since,
            log("https://ctfe.larder.example", authority.logKey()));
  }

  private String log(String url, KeyPair key) {
    return """
        {"baseUrl":"%s","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s",
          "keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"%s"}},"logId":{"keyId":"%s"}}"""
        .formatted(
            url, Keys.base64(key.getPublic().getEncoded()), since, Keys.base64(Keys.id(key)));
  }

  /** What a DSSE signature is of. */
  private static byte[] authenticated(byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "DSSEv1 %d %s %d ".formatted(TYPE.length(), TYPE, payload.length).getBytes(UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  private static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(
            Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der(certificate)));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
