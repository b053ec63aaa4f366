package dev.larder.auth.revocation;

import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The revoked tokens, as Redis holds them for every gateway: a set of guids, a counter that tells
 * gateways that it has changed, and the mark {@code complete}, there only while the set is whole.
 *
 * <p>The mark's value is the {@code run_id} of the Redis process that the set was completed in. A
 * Redis that comes back from its disk brings an old set and an old mark, but has another {@code
 * run_id}, so the mark shows by itself that revocations may be missing: no one has to remember that
 * Redis was away.
 *
 * <p>The counter is the time in milliseconds, or one more than it was if that is more. So it never
 * comes back to a value that a gateway has seen, even when Redis has lost all it had.
 *
 * <p>All calls fail with {@code RedisException} when Redis is away.
 */
@Component
final class RevokedSet {

  private static final Duration LOCK_LASTS = Duration.ofSeconds(15);

  /** Of what Lua unpacks: it takes some 8,000. */
  private static final int MOST_AT_ONCE = 1_000;

  private static final String RAISE =
      """
      local function raise(counter, now)
        local next = tonumber(redis.call('GET', counter) or '0') + 1
        redis.call('SET', counter, string.format('%.0f', math.max(next, tonumber(now))))
      end
      """;

  private static final String ADD =
      RAISE
          + """
          redis.call('SADD', KEYS[1], unpack(ARGV, 2))
          raise(KEYS[2], ARGV[1])
          return 1
          """;

  private static final String ADD_PEOPLE =
      RAISE
          + """
          for i = 2, #ARGV do
            redis.call('SADD', KEYS[1], ARGV[i])
            redis.call('HSETNX', KEYS[3], ARGV[i], ARGV[1])
          end
          raise(KEYS[2], ARGV[1])
          return 1
          """;

  private static final String TAKE_BACK_PEOPLE =
      RAISE
          + """
          redis.call('SREM', KEYS[1], unpack(ARGV, 2))
          redis.call('HDEL', KEYS[3], unpack(ARGV, 2))
          raise(KEYS[2], ARGV[1])
          return 1
          """;

  private static final String RUN_ID =
      """
      local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
      """;

  private static final String CHECK =
      RUN_ID
          + """
          local mark = redis.call('GET', KEYS[1])
          if mark and mark == run then return 1 end
          if mark then redis.call('DEL', KEYS[1]) end
          return 0
          """;

  private static final String FINISH =
      RAISE
          + RUN_ID
          + """
          if redis.call('GET', KEYS[2]) ~= ARGV[1] or run ~= ARGV[2] then return 0 end
          redis.call('SET', KEYS[1], run)
          redis.call('DEL', KEYS[2])
          raise(KEYS[3], ARGV[3])
          return 1
          """;

  private static final String EXTEND =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('PEXPIRE', KEYS[1], ARGV[2])
      """;

  private static final String UNLOCK =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('DEL', KEYS[1])
      """;

  private static final Pattern RUN = Pattern.compile("run_id:(\\w+)");

  private final Redis redis;
  private final Clock clock;

  RevokedSet(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * Adds these and raises the counter, in steps of many; when it returns, every gateway will see
   * it.
   */
  void add(Collection<String> guids) {
    List<String> all = List.copyOf(guids);
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      var arguments = Stream.concat(Stream.of(now()), some.stream()).toArray(String[]::new);
      run(ADD, new String[] {Keys.REVOKED, Keys.REVOCATIONS}, arguments);
    }
  }

  /** Takes out what is refused by its end alone. */
  void forget(Collection<String> ids) {
    redis.commands().srem(Keys.REVOKED, ids.toArray(String[]::new));
  }

  /** Adds people, and notes since when each is there. */
  void addPeople(Collection<String> subjects) {
    people(ADD_PEOPLE, subjects);
  }

  /** Takes people out, who may come back unlike tokens. */
  void takeBackPeople(Collection<String> subjects) {
    people(TAKE_BACK_PEOPLE, subjects);
  }

  private void people(String script, Collection<String> subjects) {
    if (!subjects.isEmpty()) {
      var arguments = Stream.concat(Stream.of(now()), subjects.stream()).toArray(String[]::new);
      run(script, new String[] {Keys.REVOKED, Keys.REVOCATIONS, Keys.REVOKED_PEOPLE}, arguments);
    }
  }

  /** The people in the set, each with the instant since when. */
  Map<String, Instant> people() {
    return redis.commands().hgetall(Keys.REVOKED_PEOPLE).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> Instant.ofEpochMilli(Long.parseLong(entry.getValue()))));
  }

  /** Whether the set is whole. Removes a mark that is not of this run of Redis. */
  boolean isComplete() {
    return run(CHECK, new String[] {Keys.REVOKED_COMPLETE});
  }

  /** The run of Redis that a rebuild begins in. */
  String runId() {
    var match = RUN.matcher(redis.commands().info("server"));
    return match.find() ? match.group(1) : "";
  }

  /** Takes the right to rebuild, if no other replica has it; it ends by itself unless extended. */
  boolean lock(String owner) {
    return redis.commands().set(Keys.REVOKED_REBUILDING, owner, SetArgs.Builder.nx().px(LOCK_LASTS))
        != null;
  }

  boolean extend(String owner) {
    return run(
        EXTEND,
        new String[] {Keys.REVOKED_REBUILDING},
        owner,
        String.valueOf(LOCK_LASTS.toMillis()));
  }

  void unlock(String owner) {
    run(UNLOCK, new String[] {Keys.REVOKED_REBUILDING}, owner);
  }

  /**
   * Sets the mark and gives the lock back, unless what was added since the rebuild began may be
   * lost: Redis was started anew, or emptied (the lock is gone), or another replica has taken over.
   */
  boolean complete(String owner, String runId) {
    return run(
        FINISH,
        new String[] {Keys.REVOKED_COMPLETE, Keys.REVOKED_REBUILDING, Keys.REVOCATIONS},
        owner,
        runId,
        now());
  }

  private String now() {
    return String.valueOf(clock.millis());
  }

  private boolean run(String script, String[] keys, String... arguments) {
    Long answer = redis.commands().eval(script, ScriptOutputType.INTEGER, keys, arguments);
    return answer != null && answer == 1;
  }
}
