package dev.larder.outbound;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/** The little of DER (ITU-T X.690) that puts an older private key into PKCS#8's frame. */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private Der() {}

  /**
   * A PrivateKeyInfo (RFC 5208) of a PKCS#1 or SEC 1 key, whose algorithm is that of its public
   * key's SubjectPublicKeyInfo (RFC 5280).
   */
  static byte[] privateKeyInfo(PublicKey known, byte[] key) {
    return element(SEQUENCE, VERSION, algorithm(known.getEncoded()), element(OCTETS, key));
  }

  /** The first element within the outer one. */
  private static byte[] algorithm(byte[] subjectPublicKeyInfo) {
    int start = header(subjectPublicKeyInfo, 0);
    int length = header(subjectPublicKeyInfo, start) - start + length(subjectPublicKeyInfo, start);
    return Arrays.copyOfRange(subjectPublicKeyInfo, start, start + length);
  }

  /** Where the content of the element at {@code at} begins. */
  private static int header(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... contents) {
    int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
    ByteArrayOutputStream element = new ByteArrayOutputStream(length + 5);
    element.write(tag);
    if (length < 0x80) {
      element.write(length);
    } else {
      element.write(0x82);
      element.write(length >> 8);
      element.write(length);
    }
    Arrays.stream(contents).forEach(element::writeBytes);
    return element.toByteArray();
  }
}
