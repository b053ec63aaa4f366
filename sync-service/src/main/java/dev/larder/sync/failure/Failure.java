package dev.larder.sync.failure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A project that couldn't be looked at.
 *
 * @param run the newest in which that failed
 * @param serial what the list said, or null
 * @param etag what the last good look gave, or null
 * @param tries how often that was tried
 * @param since when it began to fail
 * @param last when it was tried last
 * @param detail why, in one line
 */
@MappedEntity("failure")
public record Failure(
    int source,
    String name,
    UUID run,
    @Nullable Long serial,
    @Nullable String etag,
    int tries,
    Instant since,
    Instant last,
    String detail) {}
