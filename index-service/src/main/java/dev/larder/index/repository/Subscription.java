package dev.larder.index.repository;

import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A source's place in a repository.
 *
 * @param validTo when it ended, or null
 */
@MappedEntity("subscription")
record Subscription(
    int repository,
    int source,
    int position,
    long fromSerial,
    Instant validFrom,
    @Nullable Long toSerial,
    @Nullable Instant validTo,
    String by) {

  boolean holdsAt(Instant instant) {
    return !validFrom.isAfter(instant) && (validTo == null || validTo.isAfter(instant));
  }
}
