package dev.larder.messaging;

import io.lettuce.core.RedisException;
import io.lettuce.core.XAddArgs;

/** Where a {@link Batch} is put; a {@link WorkGroup} takes it from there. Thread-safe. */
public final class BatchQueue {
  /** What is kept at most when nobody takes anything: a sync sends again what got lost. */
  static final long MAX_LENGTH = 10_000;

  private final Redis redis;

  public BatchQueue(Redis redis) {
    this.redis = redis;
  }

  /**
   * Adds an entry; it is in Redis when this returns.
   *
   * @throws RedisException when Redis is away or didn't answer within two seconds (the entry may be
   *     there then)
   */
  public void add(Batch batch) {
    Redis.await(
        redis
            .shared()
            .async()
            .xadd(
                Keys.BATCHES,
                XAddArgs.Builder.maxlen(MAX_LENGTH).approximateTrimming(),
                batch.toFields()),
        Redis.TIMEOUT);
  }
}
