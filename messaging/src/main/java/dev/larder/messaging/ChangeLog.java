package dev.larder.messaging;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The sending side of {@link Keys#CHANGES}, for the one relay. What it is told to send reaches
 * Redis once and in order: entries and {@link Keys#SERIAL} change together, or not at all, and a
 * change at or below the serial that Redis holds is not sent again. An emptied Redis takes
 * everything anew.
 */
public final class ChangeLog {
  /** Followers that are further behind than this start with empty caches. */
  static final long MAX_LENGTH = 100_000;

  /**
   * Arguments: the serial to reach and the stream's length; then of each change its serial, the
   * number of its names and values, and these.
   */
  private static final String SEND =
      """
      local known = tonumber(redis.call('GET', KEYS[1]))
      if known and known >= tonumber(ARGV[1]) then return end
      local at = 3
      while at < #ARGV do
        local first, last = at + 2, at + 1 + tonumber(ARGV[at + 1])
        if not known or tonumber(ARGV[at]) > known then
          redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', unpack(ARGV, first, last))
        end
        at = last + 1
      end
      redis.call('SET', KEYS[1], ARGV[1])
      """;

  private final Redis redis;

  public ChangeLog(Redis redis) {
    this.redis = redis;
  }

  /**
   * The newest serial that was sent; empty when Redis knows none, that is, when it is new or was
   * emptied: then what is still at hand is to be sent again, or {@link #advance} called.
   *
   * @throws RedisException when Redis is away
   */
  public OptionalLong serial() {
    return parse(redis.commands().get(Keys.SERIAL));
  }

  /**
   * Sends changes; when this returns they and their serial stand in Redis.
   *
   * @param changes with rising serials
   * @throws RedisException when Redis is away; all of them or none were sent, and sending them
   *     again is harmless
   */
  public void send(List<Change> changes) {
    requireRising(changes);
    if (!changes.isEmpty()) {
      send(changes.getLast().serial(), changes);
    }
  }

  /**
   * Raises the serial in Redis without an entry, for changes whose entries are no longer at hand;
   * followers take it as a gap and empty their caches. Nothing happens if Redis holds it already.
   *
   * @throws RedisException when Redis is away
   */
  public void advance(long serial) {
    send(serial, List.of());
  }

  private void send(long serial, List<Change> changes) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(serial));
    arguments.add(Long.toString(MAX_LENGTH));
    for (Change change : changes) {
      var fields = change.toFields();
      arguments.add(Long.toString(change.serial()));
      arguments.add(Integer.toString(2 * fields.size()));
      fields.forEach(
          (name, value) -> {
            arguments.add(name);
            arguments.add(value);
          });
    }
    redis
        .commands()
        .eval(
            SEND,
            ScriptOutputType.STATUS,
            new String[] {Keys.SERIAL, Keys.CHANGES},
            arguments.toArray(String[]::new));
  }

  private static void requireRising(List<Change> changes) {
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i).serial() <= changes.get(i - 1).serial()) {
        throw new IllegalArgumentException(
            "Serials must rise: %d follows %d"
                .formatted(changes.get(i).serial(), changes.get(i - 1).serial()));
      }
    }
  }

  static OptionalLong parse(String serial) {
    try {
      return serial == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(serial));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
