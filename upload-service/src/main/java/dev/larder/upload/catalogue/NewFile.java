package dev.larder.upload.catalogue;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A file to publish.
 *
 * @param project its name as in the metadata
 * @param size in bytes
 * @param key where its bytes lie in the store
 * @param metadataKey where its METADATA or PKG-INFO lies
 * @param signatureKey where its signature lies
 * @param provenanceKey where its provenance (PEP 740) lies
 * @param by who uploaded it
 * @param replace true where it is to take the place of another file of its name, else null
 * @param logComment what the uploader wants the log to say beside it
 */
@Serdeable
public record NewFile(
    String filename,
    String filetype,
    String project,
    String version,
    String sha256,
    String md5,
    String blake2b,
    long size,
    @Nullable String requiresPython,
    String key,
    @Nullable String metadataKey,
    @Nullable String metadataSha256,
    @Nullable String signatureKey,
    @Nullable String provenanceKey,
    String by,
    @Nullable Boolean replace,
    @Nullable String logComment) {}
