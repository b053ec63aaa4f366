package dev.larder.auth.use;

import dev.larder.auth.token.LastUses;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** The hash in Redis that gateways write last uses to, in seconds. */
@Component
final class UsesInRedis implements LastUses {

  private static final int BATCH = 100;

  /** What was used again meanwhile stays. */
  private static final String FORGET =
      """
      if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
      return redis.call('HDEL', KEYS[1], ARGV[1])
      """;

  private final Redis redis;

  UsesInRedis(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Map<String, Instant> recent() {
    var found = new HashMap<String, Instant>();
    try {
      scan((guid, seconds) -> instant(seconds).ifPresent(instant -> found.put(guid, instant)));
    } catch (RedisException e) {
      // what Keycloak knows is shown then
      return found;
    }
    return found;
  }

  /** Takes the right to take uses over, which no other replica has meanwhile. */
  boolean lock(Duration time) {
    return redis.commands().set(Keys.USED_TAKING, "", SetArgs.Builder.nx().px(time)) != null;
  }

  /** Hands over each use, and forgets it then. */
  void forEach(BiConsumer<String, Optional<Instant>> taker) {
    scan(
        (guid, seconds) -> {
          taker.accept(guid, instant(seconds));
          redis
              .commands()
              .eval(FORGET, ScriptOutputType.INTEGER, new String[] {Keys.USED}, guid, seconds);
        });
  }

  private void scan(BiConsumer<String, String> consumer) {
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      MapScanCursor<String, String> batch =
          redis.commands().hscan(Keys.USED, cursor, ScanArgs.Builder.limit(BATCH));
      batch.getMap().forEach(consumer);
      cursor = batch;
    } while (!cursor.isFinished());
  }

  private static Optional<Instant> instant(String seconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
