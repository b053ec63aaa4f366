package dev.larder.index.publish;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * A file that upload-service has checked and stored.
 *
 * @param project as the metadata spell it
 * @param key its S3 object
 * @param metadataKey the S3 object of its core metadata, or null
 * @param signatureKey the S3 object of its signature, or null
 * @param provenanceKey the S3 object of its provenance (PEP 740), or null
 * @param by the token's guid, or {@code admin}
 * @param replace whether it may take the place of another file of its name; nothing is no
 * @param logComment why, for the log, or null
 */
@Serdeable
public record Upload(
    @NotBlank String filename,
    @NotBlank @Pattern(regexp = "bdist_wheel|sdist", message = "must be bdist_wheel or sdist")
        String filetype,
    @NotBlank String project,
    @NotBlank String version,
    @NotBlank @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits")
        String sha256,
    @Nullable @Pattern(regexp = "[0-9a-f]{32}", message = "must be 32 hexadecimal digits")
        String md5,
    @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits")
        String blake2b,
    @PositiveOrZero long size,
    @Nullable String requiresPython,
    @NotBlank @Pattern(regexp = "kept/.+", message = "must begin with kept/") String key,
    @Nullable String metadataKey,
    @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits")
        String metadataSha256,
    @Nullable String signatureKey,
    @Nullable String provenanceKey,
    @NotBlank String by,
    @Nullable Boolean replace,
    @Nullable
        @Size(max = 2_000, message = "must have 2000 characters at most")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must have no control characters")
        String logComment) {

  /** Whether it may take the place of another file of its name. */
  boolean replaces() {
    return Boolean.TRUE.equals(replace);
  }
}
