package dev.larder.upload.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.larder.packaging.FieldLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;

/**
 * What came as a file's signature in the field {@code gpg_signature}. Whose it is, and whether it
 * is one of that file, nobody here can say: whoever installs the file has the keys.
 */
public sealed interface Signature {

  /** What PyPI took at most, in bytes. */
  int LONGEST = FieldLimit.SIGNATURE.bytes();

  /** One line for the client. */
  String TOO_LARGE =
      "Signature too large: a detached signature has at most %d bytes.".formatted(LONGEST);

  record None() implements Signature {}

  /** A detached OpenPGP signature in ASCII armour (RFC 9580, 6.2). */
  record Detached(byte[] armoured) implements Signature {}

  /** No such thing; the message is one line for the client. */
  record Refused(String message) implements Signature {}

  /**
   * Looks at it.
   *
   * @param given the field's values
   */
  static Signature of(List<String> given) {
    if (given.isEmpty()) {
      return new None();
    }
    if (given.size() > 1) {
      return new Refused("Invalid value for gpg_signature. Error: A file has one signature.");
    }
    String text = given.getFirst();
    if (text.length() > LONGEST) {
      return new Refused(TOO_LARGE);
    }
    if (!Armour.isOneBlock(text)) {
      return new Refused("PGP signature isn't ASCII armored.");
    }
    byte[] armoured = (text + "\n").getBytes(US_ASCII);
    return isDetached(armoured)
        ? new Detached(armoured)
        : new Refused(
            "The PGP signature isn't a detached one of a file: make it with 'gpg --armor --detach-sign'.");
  }

  private static boolean isDetached(byte[] armoured) {
    try (var in = new ArmoredInputStream(new ByteArrayInputStream(armoured))) {
      var packets = new JcaPGPObjectFactory(in);
      if (!(packets.nextObject() instanceof PGPSignatureList signatures)
          || packets.nextObject() != null) {
        return false;
      }
      for (PGPSignature signature : signatures) {
        int type = signature.getSignatureType();
        if (type != PGPSignature.BINARY_DOCUMENT && type != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
          return false;
        }
      }
      return !signatures.isEmpty();
    } catch (IOException | RuntimeException e) {
      // the parser throws all kinds at what is no packet
      return false;
    }
  }
}
