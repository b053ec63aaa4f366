package dev.larder.upload.attestation;

import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The trust root in force. One that was named is read at the start, which fails where it is none;
 * Sigstore's own when the first attestation comes.
 */
@Context
final class Trust {
  private static final String PUBLIC_GOOD = "public-good.json";

  private volatile TrustRoot root;

  Trust(TrustConfiguration configuration) {
    configuration.file().ifPresent(file -> root = named(file));
  }

  TrustRoot root() {
    if (root == null) {
      synchronized (this) {
        if (root == null) {
          root = publicGood();
        }
      }
    }
    return root;
  }

  private static TrustRoot named(Path file) {
    try (InputStream json = Files.newInputStream(file)) {
      return TrustRoot.read(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "LARDER_UPLOAD_TRUST_ROOT names %s, which can't be used: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static TrustRoot publicGood() {
    try (InputStream json = Trust.class.getResourceAsStream(PUBLIC_GOOD)) {
      return TrustRoot.read(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
