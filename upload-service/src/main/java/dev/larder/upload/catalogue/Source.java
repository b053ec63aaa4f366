package dev.larder.upload.catalogue;

import io.micronaut.serde.annotation.Serdeable;

/** A source as index-service knows it. */
@Serdeable
public record Source(long id, String name, String type) {}
