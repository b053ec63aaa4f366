package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialGateTest {
  private static final Duration PATIENT = Duration.ofMillis(1_500);

  @TempDir Path folder;
  private TestRedis server;
  private Redis redis;
  private SerialGate gate;

  @BeforeEach
  void start() throws Exception {
    server = TestRedis.started(folder);
    redis = Redis.open(server.url());
    gate = new SerialGate(redis, PATIENT);
  }

  @AfterEach
  void stop() {
    gate.close();
    redis.close();
    server.close();
  }

  @Test
  void aChangeThatStandsInRedisIsSeenByTheVeryNextCall() {
    assertThat(gate.serial().join()).isEmpty();
    ChangeLog changes = new ChangeLog(redis);
    for (long serial = 1; serial <= 100; serial++) {
      changes.send(Changes.of(serial));
      assertThat(gate.serial().join()).isEqualTo(OptionalLong.of(serial));
    }
  }

  @Test
  void revocationsAreReadAtTheSameMoment() {
    server.commands().set(Keys.SERIAL, "5");
    server.commands().incr(Keys.REVOCATIONS);
    SerialGate.Marks marks = gate.marks().join().orElseThrow();
    assertThat(marks).isEqualTo(new SerialGate.Marks(OptionalLong.of(5), OptionalLong.of(1)));
  }

  @Test
  void manyCallersShareFewQuestions() {
    server.commands().set(Keys.SERIAL, "5");
    gate.serial().join();
    long before = questions();
    List<CompletableFuture<OptionalLong>> calls = new ArrayList<>();
    server.freeze();
    for (int i = 0; i < 1_000; i++) {
      calls.add(gate.serial());
    }
    server.resume();
    calls.forEach(call -> assertThat(call.join()).isEqualTo(OptionalLong.of(5)));
    assertThat(questions() - before).isEqualTo(2);
  }

  @Test
  void aSilentRedisIsGivenUpSoonAndThenAtOnce() {
    server.commands().set(Keys.SERIAL, "5");
    gate.serial().join();
    server.freeze();
    try {
      long start = System.nanoTime();
      assertThat(gate.serial().join()).isEmpty();
      long first = System.nanoTime() - start;
      assertThat(gate.serial().join()).isEmpty();
      long second = System.nanoTime() - start - first;
      assertThat(Duration.ofNanos(first)).isGreaterThanOrEqualTo(PATIENT);
      assertThat(Duration.ofNanos(second)).isLessThan(PATIENT);
    } finally {
      server.resume();
    }
    TestRedis.waitUntil(() -> gate.serial().join().isPresent());
  }

  @Test
  void aKilledRedisIsFoundAgainWhenItIsBack() throws Exception {
    server.commands().set(Keys.SERIAL, "5");
    gate.serial().join();
    server.kill();
    assertThat(gate.serial().join()).isEmpty();
    server.start();
    TestRedis.waitUntil(() -> gate.serial().join().equals(OptionalLong.of(5)));
  }

  @Test
  void theGateCanBeOpenedBeforeRedisIsThere() throws Exception {
    server.commands().set(Keys.SERIAL, "5");
    server.kill();
    try (SerialGate early = new SerialGate(redis, PATIENT)) {
      assertThat(early.serial().join()).isEmpty();
      server.start();
      TestRedis.waitUntil(() -> early.serial().join().equals(OptionalLong.of(5)));
    }
  }

  private long questions() {
    return server
        .commands()
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_mget:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_mget:calls=(\\d+),.*", "$1")))
        .sum();
  }
}
