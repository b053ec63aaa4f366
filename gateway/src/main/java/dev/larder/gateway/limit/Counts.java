package dev.larder.gateway.limit;

import dev.larder.gateway.redis.RedisAway;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.messaging.Keys;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** Counts in Redis, where all gateways count together; in memory while Redis is away. */
final class Counts {
  /** Every key gets its end with its first count, in one step, so that none stays for ever. */
  private static final String ADD =
      """
      local times = redis.call('INCRBY', KEYS[1], ARGV[1])
      local left = redis.call('PTTL', KEYS[1])
      if left < 0 then
        left = tonumber(ARGV[2])
        redis.call('PEXPIRE', KEYS[1], left)
      end
      return {times, left}
      """;

  private static final String LOOK =
      """
      return {tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('PTTL', KEYS[1])}
      """;

  private final RedisLink redis;
  private final MemoryCounts memory;

  Counts(RedisLink redis, InstantSource clock) {
    this.redis = redis;
    this.memory = new MemoryCounts(clock);
  }

  /** Counts once more. */
  Mono<Count> add(String key) {
    return run(ADD, key, "1", String.valueOf(Count.MINUTE.toMillis()))
        .onErrorResume(RedisAway.class, away -> Mono.fromSupplier(() -> memory.add(key, 1)));
  }

  /** The count as it stands. */
  Mono<Count> look(String key) {
    return run(LOOK, key)
        .onErrorResume(RedisAway.class, away -> Mono.fromSupplier(() -> memory.add(key, 0)));
  }

  private Mono<Count> run(String script, String key, String... arguments) {
    return redis
        .ask(
            (RedisAsyncCommands<String, String> commands) ->
                commands.<List<Long>>eval(
                    script, ScriptOutputType.MULTI, new String[] {Keys.RATE + key}, arguments))
        .map(answer -> new Count(answer.get(0), Duration.ofMillis(Math.max(0, answer.get(1)))));
  }
}
