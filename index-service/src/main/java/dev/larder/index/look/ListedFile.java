package dev.larder.index.look;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * A file as an upstream's page lists it.
 *
 * @param url absolute, without fragment
 * @param uploadTime an instant (RFC 3339), or null
 * @param metadata whether {@code {url}.metadata} is said to exist
 * @param hash where there is no sha256, another hash, {@code sha1=…}, or null
 */
@Serdeable
public record ListedFile(
    String filename,
    String url,
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable String requiresPython,
    boolean yanked,
    @Nullable String yankedReason,
    @Nullable String uploadTime,
    boolean metadata,
    @Nullable String metadataSha256,
    @Nullable Boolean gpgSig,
    @Nullable String provenance,
    @Nullable String hash) {}
