package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Stands for a member's name, so that tens of thousands of long ones fit into little memory. */
record NameHash(long first, long second) {

  static NameHash of(byte[] name) {
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
      return new NameHash(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  static NameHash of(String name) {
    return of(name.getBytes(UTF_8));
  }
}
