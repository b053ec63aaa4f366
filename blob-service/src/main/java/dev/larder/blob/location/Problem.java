package dev.larder.blob.location;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What is read of a problem (RFC 9457), and of whose business it is. */
@Serdeable
record Problem(@Nullable String detail, @Nullable List<String> others) {}
