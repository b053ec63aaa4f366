package dev.larder.messaging;

import io.lettuce.core.RedisException;
import io.lettuce.core.XAddArgs;

/** Where a {@link Found} is put; a {@link WorkGroup} takes it from there. Thread-safe. */
public final class FoundQueue {
  /** What is kept at most when nobody takes anything: older ones can be found out again. */
  static final long MAX_LENGTH = 100_000;

  private final Redis redis;

  public FoundQueue(Redis redis) {
    this.redis = redis;
  }

  /**
   * Adds an entry; it is in Redis when this returns.
   *
   * @throws RedisException when Redis is away or didn't answer within two seconds (the entry may be
   *     there then)
   */
  public void add(Found found) {
    Redis.await(
        redis
            .shared()
            .async()
            .xadd(
                Keys.FOUND,
                XAddArgs.Builder.maxlen(MAX_LENGTH).approximateTrimming(),
                found.toFields()),
        Redis.TIMEOUT);
  }
}
