package dev.larder.sync.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A sync of a mirror.
 *
 * @param sourceName what the mirror was called when it began
 * @param generation of the mirror's upstream
 * @param message why it waits, or how it ended, in one line
 * @param requestedBy as logs have it, or {@code schedule}
 * @param acceptShrink whether a list that lost many names is right
 * @param cancelled whether somebody wants it to end
 * @param startedAt the catalogue's instant that all its looks were made at or after
 * @param againAt when what failed is asked for again
 * @param tries how often that was done
 * @param listed how many names the upstream's list has
 * @param total how many of them are to be looked at
 * @param done how many of these were
 * @param failed how many could not be, once it is over
 * @param files how many were on their pages
 * @param bytes what these pages come to
 * @param changed how many of them weren't as they had been
 * @param upstreamSerial the upstream's, before its list was read
 * @param listSerials whether the list has serials of projects
 * @param leaseOwner by which claim it is led, each time another one
 */
@MappedEntity("run")
public record Run(
    @Id UUID id,
    int source,
    String sourceName,
    int generation,
    State state,
    Phase phase,
    @Nullable String message,
    String requestedBy,
    @Nullable String requestId,
    boolean acceptShrink,
    boolean cancelled,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant againAt,
    int tries,
    @Nullable Long listed,
    @Nullable Long total,
    long done,
    long failed,
    long files,
    long bytes,
    long changed,
    @Nullable Long upstreamSerial,
    boolean listSerials,
    @Nullable UUID leaseOwner) {}
