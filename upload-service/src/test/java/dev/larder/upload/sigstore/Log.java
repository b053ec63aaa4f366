package dev.larder.upload.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;

/** A transparency log as Rekor is one: promises an entry, and proves that it has it. */
final class Log {
  static final String HOST = "rekor.larder.example";

  private final KeyPair key = Keys.generate();

  KeyPair key() {
    return key;
  }

  /**
   * An entry of a signed envelope, in Sigstore's JSON.
   *
   * @param pem the signer's certificate
   * @param time when it came, in seconds since 1970
   */
  String entry(byte[] payload, byte[] signature, String pem, long time) {
    String body =
        """
        {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"%s"},\
        "payloadHash":{"algorithm":"sha256","value":"%s"},\
        "signatures":[{"signature":"%s","verifier":"%s"}]}}"""
            .formatted(
                "0".repeat(64),
                HexFormat.of().formatHex(Keys.sha256(payload)),
                Keys.base64(signature),
                Keys.base64(pem.getBytes(UTF_8)));
    byte[] leaf = Keys.sha256(new byte[] {0}, body.getBytes(UTF_8));
    byte[] sibling = Keys.sha256("another entry".getBytes(UTF_8));
    byte[] root = Keys.sha256(new byte[] {1}, leaf, sibling);
    return """
        {"logIndex":"0","logId":{"keyId":"%s"},"kindVersion":{"kind":"dsse","version":"0.0.1"},\
        "integratedTime":"%d","inclusionPromise":{"signedEntryTimestamp":"%s"},\
        "inclusionProof":{"logIndex":"0","rootHash":"%s","treeSize":"2","hashes":["%s"],\
        "checkpoint":{"envelope":"%s"}},"canonicalizedBody":"%s"}"""
        .formatted(
            Keys.base64(Keys.id(key)),
            time,
            Keys.base64(promise(body, time)),
            Keys.base64(root),
            Keys.base64(sibling),
            checkpoint(root).replace("\n", "\\n"),
            Keys.base64(body.getBytes(UTF_8)));
  }

  private byte[] promise(String body, long time) {
    String canonical =
        "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":0}"
            .formatted(
                Keys.base64(body.getBytes(UTF_8)), time, HexFormat.of().formatHex(Keys.id(key)));
    return Keys.sign(key.getPrivate(), canonical.getBytes(UTF_8));
  }

  /** A signed note about a tree of two. */
  private String checkpoint(byte[] root) {
    String note = "%s - 1\n2\n%s\n".formatted(HOST, Keys.base64(root));
    ByteArrayOutputStream signature = new ByteArrayOutputStream();
    signature.writeBytes(Arrays.copyOf(Keys.id(key), 4));
    signature.writeBytes(Keys.sign(key.getPrivate(), note.getBytes(UTF_8)));
    return "%s\n\u2014 %s %s\n".formatted(note, HOST, Keys.base64(signature.toByteArray()));
  }
}
