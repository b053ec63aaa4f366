package dev.larder.blob.location;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** What is read of a problem (RFC 9457). */
@Serdeable
record Problem(@Nullable String detail) {}
