package dev.larder.index.publish;

import dev.larder.packaging.FieldLimit;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.stream.Stream;

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
    @NotNull @PositiveOrZero Long size,
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

  /** Which field is longer than it may be, if one is. */
  Optional<String> tooLong() {
    return Stream.of(
            tooLong("filename", filename, FieldLimit.FILE_NAME),
            tooLong("project", project, FieldLimit.PROJECT_NAME),
            tooLong("version", version, FieldLimit.VERSION),
            tooLong("requires_python", requiresPython, FieldLimit.REQUIRES_PYTHON),
            tooLong("key", key, FieldLimit.HEADER),
            tooLong("metadata_key", metadataKey, FieldLimit.HEADER),
            tooLong("signature_key", signatureKey, FieldLimit.HEADER),
            tooLong("provenance_key", provenanceKey, FieldLimit.HEADER),
            tooLong("by", by, FieldLimit.HEADER))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> tooLong(String name, @Nullable String text, FieldLimit limit) {
    return text == null || limit.allows(text)
        ? Optional.empty()
        : Optional.of("'%s' is longer than %d bytes; shorten it".formatted(name, limit.bytes()));
  }

  /** Whether it may take the place of another file of its name. */
  boolean replaces() {
    return Boolean.TRUE.equals(replace);
  }
}
