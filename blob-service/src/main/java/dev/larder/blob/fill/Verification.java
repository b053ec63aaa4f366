package dev.larder.blob.fill;

import dev.larder.blob.location.Location;
import dev.larder.packaging.Digest;
import dev.larder.packaging.Digester;
import dev.larder.packaging.Digests;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Follows a file's bytes as they come, and says whether they are the right ones. */
final class Verification {
  private final Location expected;
  private final Origin origin;
  private final MessageDigest digest = sha256();
  private final Optional<Digester> other;
  private long size;

  Verification(Location expected, Origin origin) {
    this.expected = expected;
    this.origin = origin;
    this.other =
        expected.digest().isPresent()
            ? Optional.empty()
            : expected.otherDigest().map(hash -> Digester.of(hash.algorithm()));
  }

  /** What the origin announces, before its first byte. */
  void announced(Origin.Opened opened) throws FillFailure {
    if (opened.length().isPresent() && expected.bytes().isPresent()) {
      long announced = opened.length().getAsLong();
      if (announced != expected.bytes().getAsLong()) {
        throw wrong("has %d bytes instead of %d".formatted(announced, expected.size()));
      }
    }
    if (!opened.framed() && expected.digest().isEmpty() && expected.bytes().isEmpty()) {
      throw wrong("comes with neither a length nor a sha256, so nobody could tell if it is whole");
    }
  }

  void add(byte[] bytes, int length) throws FillFailure {
    digest.update(bytes, 0, length);
    other.ifPresent(digester -> digester.update(bytes, 0, length));
    size += length;
    if (expected.bytes().isPresent() && size > expected.bytes().getAsLong()) {
      throw wrong("has more than %d bytes".formatted(expected.size()));
    }
  }

  /** After the last byte: the sha256 of all of them. */
  String whole() throws FillFailure {
    if (expected.bytes().isPresent() && size != expected.bytes().getAsLong()) {
      throw wrong("ended after %d of %d bytes".formatted(size, expected.size()));
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (expected.digest().isPresent() && !expected.digest().get().equals(sha256)) {
      throw wrong("has the sha256 %s instead of %s".formatted(sha256, expected.sha256()));
    }
    if (other.isPresent()) {
      require(expected.otherDigest().orElseThrow(), other.get().finish());
    }
    return sha256;
  }

  private void require(Digest right, Digests found) throws FillFailure {
    String hex = found.get(right.algorithm()).map(Digest::hex).orElse("");
    if (!right.hex().equals(hex)) {
      throw wrong("has the %s %s instead of %s".formatted(right.algorithm().label(), hex, right));
    }
  }

  private FillFailure wrong(String what) {
    return FillFailure.badGateway(
        "%s from %s %s; it was not kept.".formatted(expected.filename(), origin.label(), what));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
