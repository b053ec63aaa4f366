package dev.larder.index.sweep;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What the finished syncs of a mirror come to.
 *
 * @param run the newest
 * @param generation of the source's upstream, then
 * @param lookedAt when the newest began: every name but a few was looked at then or later
 * @param upstreamSerial the upstream's at that time, if it has any
 * @param coveredUntil when the newest began that left no name open, if there was one
 */
@MappedEntity("sweep")
record SweepRow(
    @Id int source,
    UUID run,
    int generation,
    Instant lookedAt,
    @Nullable Long upstreamSerial,
    @Nullable Instant coveredUntil) {}
