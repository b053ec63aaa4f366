package dev.larder.gateway.revocation;

import dev.larder.gateway.redis.RedisAway;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.messaging.Keys;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import reactor.core.publisher.Mono;

/** Asks the set of revoked tokens in Redis. */
public final class RevocationLookup {
  private static final String[] KEYS = {Keys.REVOKED, Keys.REVOKED_COMPLETE};

  /**
   * One script, so that both answers are of one moment: a set emptied in between never passes for a
   * whole one. The mark names the Redis process in which the set was completed; one that came back
   * from an older process's disk is as good as none.
   */
  private static final String SCRIPT =
      """
      local process = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
      local whole = redis.call('GET', KEYS[2]) == process
      local revoked = 0
      for i = 1, #ARGV do
        revoked = math.max(revoked, redis.call('SISMEMBER', KEYS[1], ARGV[i]))
      end
      return {revoked, whole and 1 or 0}
      """;

  private final RedisLink redis;

  public RevocationLookup(RedisLink redis) {
    this.redis = redis;
  }

  /** What the set says of a token. */
  enum Result {
    REVOKED,
    NOT_REVOKED,
    /** It isn't in the set, but the set isn't whole. */
    INCOMPLETE,
    /** Redis can't be asked. */
    AWAY
  }

  Mono<Result> find(TokenName name) {
    return redis
        .ask(
            (RedisAsyncCommands<String, String> commands) ->
                commands.<List<Long>>eval(SCRIPT, ScriptOutputType.MULTI, KEYS, name.names()))
        .map(answer -> result(answer.get(0) == 1, answer.get(1) == 1))
        .onErrorResume(RedisAway.class, away -> Mono.just(Result.AWAY));
  }

  private static Result result(boolean member, boolean complete) {
    if (member) {
      return Result.REVOKED;
    }
    return complete ? Result.NOT_REVOKED : Result.INCOMPLETE;
  }
}
