package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLogTest {
  @TempDir Path folder;
  private TestRedis server;
  private Redis redis;
  private ChangeLog changes;

  @BeforeEach
  void start() throws Exception {
    server = TestRedis.started(folder);
    redis = Redis.open(server.url());
    changes = new ChangeLog(redis);
  }

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void changesAndTheirSerialStandInRedisInOrder() {
    assertThat(changes.serial()).isEmpty();
    changes.send(Changes.of(1, 2, 3));
    assertThat(changes.serial()).isEqualTo(OptionalLong.of(3));
    assertThat(sent()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    changes.send(Changes.of(1, 2, 3));
    changes.send(Changes.of(1, 2, 3));
    changes.send(Changes.of(2, 3, 4));
    assertThat(sent()).containsExactly(1L, 2L, 3L, 4L);
    changes.send(List.of());
    assertThat(changes.serial()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void anEmptiedRedisTakesEverythingAnew() {
    changes.send(Changes.of(1, 2, 3));
    server.commands().flushall();
    assertThat(changes.serial()).isEmpty();
    changes.send(Changes.of(2, 3));
    assertThat(sent()).containsExactly(2L, 3L);
  }

  @Test
  void theSerialCanBeRaisedWithoutAnEntryButNeverLowered() {
    changes.advance(9);
    assertThat(changes.serial()).isEqualTo(OptionalLong.of(9));
    changes.advance(3);
    assertThat(changes.serial()).isEqualTo(OptionalLong.of(9));
    assertThat(sent()).isEmpty();
  }

  @Test
  void twoRelaysAtOnceSendEachChangeOnceAndInOrder() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ChangeLog other = new ChangeLog(redis);
      Callable<Void> first = () -> sendOneByOne(changes);
      Callable<Void> second = () -> sendOneByOne(other);
      for (Future<Void> done : executor.invokeAll(List.of(first, second))) {
        done.get();
      }
    }
    assertThat(sent()).containsExactlyElementsOf(serials(Changes.range(1, 200)));
  }

  private static Void sendOneByOne(ChangeLog log) {
    for (long serial = 1; serial <= 200; serial++) {
      log.send(Changes.range(Math.max(1, serial - 3), serial));
    }
    return null;
  }

  @Test
  void serialsThatDoNotRiseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> changes.send(Changes.of(2, 2)));
    assertThat(changes.serial()).isEmpty();
  }

  @Test
  void aKilledRedisFailsTheCallAndTheNextOneWorksWhenItIsBack() throws Exception {
    changes.send(Changes.of(1));
    server.kill();
    assertThatThrownBy(() -> changes.send(Changes.of(2))).isInstanceOf(RedisException.class);
    server.start();
    TestRedis.waitUntil(() -> TestRedis.answers(() -> changes.send(Changes.of(1, 2))));
    assertThat(sent()).containsExactly(1L, 2L);
  }

  @Test
  void afterAnAnswerThatNeverCameSendingAgainSendsNothingTwice() {
    changes.send(Changes.of(1));
    server.freeze();
    try {
      assertThatThrownBy(() -> changes.send(Changes.of(2))).isInstanceOf(RedisException.class);
    } finally {
      server.resume();
    }
    TestRedis.waitUntil(() -> TestRedis.answers(() -> changes.send(Changes.of(2, 3))));
    assertThat(sent()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theStreamStaysBounded() {
    long count = ChangeLog.MAX_LENGTH + 2_000;
    for (long from = 1; from <= count; from += 1_000) {
      changes.send(Changes.range(from, from + 999));
    }
    assertThat(server.commands().xlen(Keys.CHANGES))
        .isBetween(ChangeLog.MAX_LENGTH, ChangeLog.MAX_LENGTH + 1_000);
  }

  @Test
  void aRedisThatIsNotThereIsSaidQuickly() {
    server.kill();
    long before = System.nanoTime();
    assertThatThrownBy(() -> changes.serial()).isInstanceOf(RedisException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(redis.reachable()).isFalse();
  }

  private List<Long> sent() {
    return server.commands().xrange(Keys.CHANGES, Range.unbounded()).stream()
        .map(entry -> Change.from(entry.getBody()).serial())
        .toList();
  }

  private static List<Long> serials(List<Change> changes) {
    return changes.stream().map(Change::serial).toList();
  }
}
