package dev.larder.gateway.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;

/**
 * Checks signatures, and remembers those that were good: a check costs most of what a token costs.
 * It remembers nothing else. Whether a token has ended or was revoked is asked in every request,
 * and a good signature is good for the very key that it was checked with. What is known is the hash
 * of a token, never the token. The longest unused go where there are too many; bad ones take no
 * room.
 */
final class SignatureCheck {
  private final int most;
  private final LinkedHashMap<ByteBuffer, ECKey> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most how many are remembered, some 200 bytes each
   */
  SignatureCheck(int most) {
    this.most = most;
  }

  /** Whether {@code token}, parsed as {@code jwt}, was signed with {@code key}. */
  boolean isGood(String token, SignedJWT jwt, ECKey key) throws JOSEException {
    ByteBuffer hash = hash(token);
    synchronized (known) {
      if (key.equals(known.get(hash))) {
        return true;
      }
    }
    if (!jwt.verify(new ECDSAVerifier(key))) {
      return false;
    }
    synchronized (known) {
      known.put(hash, key);
      if (known.size() > most) {
        known.pollFirstEntry();
      }
    }
    return true;
  }

  int size() {
    synchronized (known) {
      return known.size();
    }
  }

  private static ByteBuffer hash(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
