package dev.larder.index.clock;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * The one row of the clock.
 *
 * @param confirmed until when an administrator has confirmed that the database's clock is right
 */
@MappedEntity("clock")
record ClockRow(@Id boolean one, long serial, Instant instant, @Nullable Instant confirmed) {}
