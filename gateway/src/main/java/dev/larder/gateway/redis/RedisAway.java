package dev.larder.gateway.redis;

/** Redis can't be reached, or doesn't answer in time, or isn't ready. */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  RedisAway(String why, Throwable cause) {
    super(why, cause, false, false);
  }
}
