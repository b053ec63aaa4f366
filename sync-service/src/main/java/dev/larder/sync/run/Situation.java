package dev.larder.sync.run;

import java.time.Instant;

/**
 * Where a run stands that fetches pages.
 *
 * @param chunks how many still have names to be looked at
 * @param batches how many aren't in the catalogue yet
 * @param failed how many names could not be looked at
 */
public record Situation(long chunks, long batches, long failed, Instant now) {}
