package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkGroupTest {
  private static final WorkGroup.Settings QUICK =
      new WorkGroup.Settings(Keys.FOUND, Keys.FOUND_GROUP, Duration.ofMillis(100), 5);

  @TempDir Path folder;
  private TestRedis server;
  private Redis redis;
  private FoundQueue queue;
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = TestRedis.started(folder);
    redis = Redis.open(server.url());
    queue = new FoundQueue(redis);
  }

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void whatWasAddedBeforeAndAfterTheStartIsHandledAndGone() {
    queue.add(found("before"));
    try (var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(() -> handled.contains("before"));
      queue.add(found("after"));
      TestRedis.waitUntil(() -> handled.contains("after"));
      TestRedis.waitUntil(this::nothingIsLeft);
    }
    assertThat(handled).containsExactly("before", "after");
  }

  @Test
  void twoMembersShareTheWork() {
    IntStream.range(0, 200).forEach(i -> queue.add(found("f" + i)));
    try (var _ = work(found -> handled.add(found.filename()));
        var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(this::nothingIsLeft);
    }
    assertThat(handled).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void whatFailsIsTriedAgainUntilItSucceeds() {
    AtomicInteger tries = new AtomicInteger();
    try (var _ =
        work(
            found -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
              handled.add(found.filename());
            })) {
      queue.add(found("stubborn"));
      TestRedis.waitUntil(this::nothingIsLeft);
    }
    assertThat(handled).containsExactly("stubborn");
    assertThat(tries).hasValue(3);
    assertThat(server.commands().xlen(Keys.DEAD)).isZero();
  }

  @Test
  void whatFailsFiveTimesIsDeadWithTheReason() {
    AtomicInteger tries = new AtomicInteger();
    try (var _ =
        work(
            found -> {
              tries.incrementAndGet();
              throw new IllegalStateException("never ever");
            })) {
      queue.add(found("hopeless"));
      TestRedis.waitUntil(() -> server.commands().xlen(Keys.DEAD) == 1);
    }
    assertThat(tries).hasValue(5);
    var dead = server.commands().xrange(Keys.DEAD, Range.unbounded()).getFirst().getBody();
    assertThat(dead)
        .containsEntry("stream", Keys.FOUND)
        .containsEntry("group", Keys.FOUND_GROUP)
        .containsEntry("entry.filename", "hopeless");
    assertThat(dead.get("reason")).contains("never ever");
    assertThat(nothingIsLeft()).isTrue();
  }

  @Test
  void anUnreadableEntryIsDeadAtOnceAndDoesNotHoldUpTheOthers() {
    server.commands().xadd(Keys.FOUND, "what", "ever");
    queue.add(found("good"));
    try (var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(() -> handled.contains("good"));
    }
    assertThat(server.commands().xrange(Keys.DEAD, Range.unbounded()).getFirst().getBody())
        .containsEntry("reason", "unreadable: Field source is missing in [what]")
        .containsEntry("entry.what", "ever");
  }

  @Test
  void whatADeadMemberHeldIsTakenOver() {
    queue.add(found("orphan"));
    giveToAMemberThatDies();
    try (var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(this::nothingIsLeft);
    }
    assertThat(handled).containsExactly("orphan");
  }

  @Test
  void whatKilledFiveMembersIsDead() {
    queue.add(found("killer"));
    giveToAMemberThatDies();
    String id = server.commands().xrange(Keys.FOUND, Range.unbounded()).getFirst().getId();
    for (int i = 0; i < 4; i++) {
      server.commands().xclaim(Keys.FOUND, Consumer.from(Keys.FOUND_GROUP, "victim" + i), 0, id);
    }
    try (var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(() -> server.commands().xlen(Keys.DEAD) == 1);
    }
    assertThat(handled).isEmpty();
    assertThat(nothingIsLeft()).isTrue();
  }

  @Test
  void whatWasTrimmedAwayWhileADeadMemberHeldItIsForgotten() {
    queue.add(found("trimmed"));
    giveToAMemberThatDies();
    server.commands().xtrim(Keys.FOUND, 0);
    try (var _ = work(found -> handled.add(found.filename()))) {
      TestRedis.waitUntil(this::nothingIsLeft);
      queue.add(found("next"));
      TestRedis.waitUntil(() -> handled.contains("next"));
    }
    assertThat(handled).containsExactly("next");
  }

  @Test
  void aKilledRedisIsWorkedOnAgainWhenItIsBack() throws Exception {
    try (var _ = work(found -> handled.add(found.filename()))) {
      queue.add(found("before"));
      TestRedis.waitUntil(() -> handled.contains("before"));
      server.kill();
      server.start();
      TestRedis.waitUntil(redis::reachable);
      queue.add(found("after"));
      TestRedis.waitUntil(() -> handled.contains("after"));
    }
  }

  @Test
  void aRedisThatLostEverythingGetsANewGroup() throws Exception {
    try (var _ = work(found -> handled.add(found.filename()))) {
      queue.add(found("before"));
      TestRedis.waitUntil(() -> handled.contains("before"));
      server.commands().flushall();
      queue.add(found("emptied"));
      TestRedis.waitUntil(() -> handled.contains("emptied"));
      server.kill();
      server.loseData();
      server.start();
      TestRedis.waitUntil(redis::reachable);
      queue.add(found("lost"));
      TestRedis.waitUntil(() -> handled.contains("lost"));
    }
  }

  @Test
  void membersThatLeaveAreNotRemembered() {
    work(found -> handled.add(found.filename())).close();
    queue.add(found("x"));
    WorkGroup<Found> group = work(found -> handled.add(found.filename()));
    TestRedis.waitUntil(this::nothingIsLeft);
    group.close();
    assertThat(server.commands().xinfoConsumers(Keys.FOUND, Keys.FOUND_GROUP)).isEmpty();
  }

  private WorkGroup<Found> work(WorkGroup.Handler<Found> handler) {
    return WorkGroup.start(redis, QUICK, Found::from, handler);
  }

  private void giveToAMemberThatDies() {
    server
        .commands()
        .xgroupCreate(
            XReadArgs.StreamOffset.from(Keys.FOUND, "0"),
            Keys.FOUND_GROUP,
            XGroupCreateArgs.Builder.mkstream());
    server
        .commands()
        .xreadgroup(
            Consumer.from(Keys.FOUND_GROUP, "dying"),
            XReadArgs.StreamOffset.lastConsumed(Keys.FOUND));
  }

  private boolean nothingIsLeft() {
    return server.commands().xlen(Keys.FOUND) == 0
        && server.commands().xpending(Keys.FOUND, Keys.FOUND_GROUP).getCount() == 0;
  }

  private static Found found(String filename) {
    return new Found(1, "p", filename, "ab", "ab", 1L, null, null);
  }
}
