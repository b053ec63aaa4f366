package dev.larder.gateway.use;

import dev.larder.gateway.redis.RedisLink;
import dev.larder.messaging.Keys;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notes in Redis when tokens were last used, at most once a minute a token, for auth-service to
 * keep. No request waits for it; what can't be written now is left out.
 */
public final class LastUse {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int MOST_KNOWN = 10_000;
  private static final int MOST_AT_ONCE = 100;

  private final RedisLink redis;
  private final InstantSource clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private final LinkedHashMap<String, Instant> noted = new LinkedHashMap<>();

  public LastUse(RedisLink redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** The token is used now. */
  public void of(String guid) {
    Instant now = clock.instant();
    if (isDue(guid, now)) {
      write(guid, String.valueOf(now.getEpochSecond()));
    }
  }

  private boolean isDue(String guid, Instant now) {
    synchronized (noted) {
      Instant last = noted.get(guid);
      if (last != null && now.isBefore(last.plus(EVERY))) {
        return false;
      }
      // to the end, so that the eldest stands first
      noted.remove(guid);
      noted.put(guid, now);
      if (noted.size() > MOST_KNOWN) {
        noted.pollFirstEntry();
      }
      return true;
    }
  }

  private void write(String guid, String seconds) {
    if (underWay.incrementAndGet() > MOST_AT_ONCE) {
      underWay.decrementAndGet();
      return;
    }
    redis
        .ask(
            (RedisAsyncCommands<String, String> commands) ->
                commands.hset(Keys.USED, guid, seconds))
        .doFinally(end -> underWay.decrementAndGet())
        .subscribe(written -> {}, away -> {});
  }
}
