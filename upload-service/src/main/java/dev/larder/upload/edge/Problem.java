package dev.larder.upload.edge;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** RFC 9457. */
@Serdeable
public record Problem(@Nullable String title, int status, @Nullable String detail) {}
