package dev.larder.messaging;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XPendingArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one member of a consumer group says to Redis. */
final class Deliveries {
  private static final long MAX_DEAD = 10_000;

  private final RedisAsyncCommands<String, String> commands;
  private final WorkGroup.Settings settings;
  private final Consumer<String> self;

  Deliveries(
      RedisAsyncCommands<String, String> commands,
      WorkGroup.Settings settings,
      Consumer<String> self) {
    this.commands = commands;
    this.settings = settings;
    this.self = self;
  }

  /** Makes the group, over everything that lies in the stream, unless it is there. */
  void join() {
    try {
      await(
          commands.xgroupCreate(
              XReadArgs.StreamOffset.from(settings.stream(), "0"),
              settings.group(),
              XGroupCreateArgs.Builder.mkstream()));
    } catch (RedisBusyException e) {
      // it is there
    }
  }

  /** Whether a command failed because the group is gone, as it is when Redis was emptied. */
  static boolean groupIsGone(RedisCommandExecutionException e) {
    return e.getMessage() != null && e.getMessage().startsWith("NOGROUP");
  }

  /** Waits for an entry that no member was given yet. */
  Optional<StreamMessage<String, String>> next(Duration wait) {
    var entries =
        Redis.await(
            commands.xreadgroup(
                self,
                XReadArgs.Builder.block(wait).count(1),
                XReadArgs.StreamOffset.lastConsumed(settings.stream())),
            wait.plus(Redis.TIMEOUT));
    return entries == null ? Optional.empty() : entries.stream().findFirst();
  }

  /** Entries that were given to a member the idle time ago or longer and not acknowledged. */
  List<PendingMessage> overdue(int limit) {
    return await(
        commands.xpending(
            settings.stream(),
            XPendingArgs.Builder.xpending(
                    settings.group(), Range.<String>unbounded(), Limit.from(limit))
                .idle(settings.idle())));
  }

  /** How often an entry was given to a member. */
  long count(String id) {
    return await(
            commands.xpending(
                settings.stream(), settings.group(), Range.create(id, id), Limit.from(1)))
        .stream()
        .mapToLong(PendingMessage::getRedeliveryCount)
        .findFirst()
        .orElse(0);
  }

  /** An entry's fields; empty when it was trimmed away. */
  Optional<StreamMessage<String, String>> find(String id) {
    return await(commands.xrange(settings.stream(), Range.create(id, id))).stream().findFirst();
  }

  /** Takes an overdue entry over; false when another member was quicker. */
  boolean claim(String id) {
    return !await(
            commands.xclaim(
                settings.stream(),
                self,
                XClaimArgs.Builder.minIdleTime(settings.idle()),
                new String[] {id}))
        .isEmpty();
  }

  /** The entry is done with. */
  void acknowledge(String id) {
    inOneTransaction(
        List.of(
            () -> commands.xack(settings.stream(), settings.group(), id),
            () -> commands.xdel(settings.stream(), id)));
  }

  /** Puts an entry among the dead, with the reason, and is done with it. */
  void bury(StreamMessage<String, String> entry, String reason) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("stream", settings.stream());
    fields.put("group", settings.group());
    fields.put("id", entry.getId());
    fields.put("reason", reason);
    entry.getBody().forEach((name, value) -> fields.put("entry." + name, value));
    inOneTransaction(
        List.of(
            () ->
                commands.xadd(
                    Keys.DEAD, XAddArgs.Builder.maxlen(MAX_DEAD).approximateTrimming(), fields),
            () -> commands.xack(settings.stream(), settings.group(), entry.getId()),
            () -> commands.xdel(settings.stream(), entry.getId())));
  }

  /** Takes this member off the group's list unless it still holds entries. */
  void leave() {
    long held =
        await(commands.xpending(settings.stream(), self, Range.<String>unbounded(), Limit.from(1)))
            .size();
    if (held == 0) {
      await(commands.xgroupDelconsumer(settings.stream(), self));
    }
  }

  private void inOneTransaction(List<Command> work) {
    List<RedisFuture<?>> queued = new ArrayList<>();
    queued.add(commands.multi());
    work.forEach(command -> queued.add(command.send()));
    for (Object answer : await(commands.exec())) {
      if (answer instanceof RuntimeException e) {
        throw e;
      }
    }
  }

  private static <T> T await(RedisFuture<T> command) {
    return Redis.await(command, Redis.TIMEOUT);
  }

  private interface Command {
    RedisFuture<?> send();
  }
}
