package dev.larder.upload.attestation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose attestations are believed.
 *
 * @param trustRoot the path of a Sigstore {@code trusted_root.json}; nothing is Sigstore's public
 *     instance, as it was when this was built
 */
@ConfigurationProperties("larder.upload")
record TrustConfiguration(@Nullable String trustRoot) {

  /** Where it lies, if one was named. */
  Optional<Path> file() {
    return Optional.ofNullable(trustRoot).filter(path -> !path.isBlank()).map(Path::of);
  }
}
