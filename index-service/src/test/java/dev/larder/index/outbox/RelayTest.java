package dev.larder.index.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.messaging.Change;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

class RelayTest {
  private int port;
  private RedisServer server;
  private Redis redis;
  private Fixture fixture;

  @BeforeEach
  void open() {
    port = Fixture.freePort();
    server = Fixture.startRedis(port);
    redis = Redis.open("redis://127.0.0.1:" + port);
    fixture = Fixture.with(Map.of("larder.redis-url", "redis://127.0.0.1:" + port));
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
    redis.close();
    server.stop();
  }

  private void publish(int number) {
    HttpResponse<String> response =
        fixture.publish("acme-%d.0.tar.gz".formatted(number), "acme", "x" + number);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private List<Change> sent() {
    return redis.shared().sync().xrange(Keys.CHANGES, Range.unbounded()).stream()
        .map(entry -> Change.from(entry.getBody()))
        .toList();
  }

  private boolean isSent(long serial) {
    try {
      return Long.toString(serial).equals(redis.shared().sync().get(Keys.SERIAL));
    } catch (RedisException e) {
      return false;
    }
  }

  private static List<Long> serials(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void changesArriveInSerialOrderWithWhatTheyAreAbout() {
    publish(1);
    publish(2);
    List<Change> changes = sent();
    assertThat(changes).extracting(Change::serial).containsExactlyElementsOf(serials(3));
    Change last = changes.getLast();
    assertThat(last.kind()).isEqualTo(Change.Kind.PUBLISHED);
    assertThat(last.source()).isEqualTo(1);
    assertThat(last.project()).isEqualTo("acme");
    assertThat(last.by()).isEqualTo("a-token");
    assertThat(last.tags()).containsExactly("project:1/acme");
    assertThat(last.requestId()).isNotBlank();
    assertThat(last.instant().toString())
        .isEqualTo(
            fixture
                .query(
                    "select to_char(instant at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from change where serial = 3")
                .getFirst());
  }

  @Test
  void withoutRedisAChangeIsAnsweredAfterTwoSecondsAndArrivesWhenRedisIsBack() throws IOException {
    publish(1);
    server.stop();
    long began = System.nanoTime();
    publish(2);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(8));
    long again = System.nanoTime();
    publish(3);
    assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofSeconds(2));
    assertThat(fixture.files("acme")).hasSize(3);
    server = Fixture.startRedis(port);
    Fixture.waitUntil(() -> isSent(4));
    assertThat(sent()).extracting(Change::serial).containsExactlyElementsOf(serials(4));
  }

  @Test
  void aRelayThatLostItsPlaceWhileRedisWasAwayKnowsNothingOfRedis() throws Exception {
    Relay relay = fixture.bean(Relay.class);
    server.stop();
    Fixture.waitUntil(() -> relay.redisAwaySince() != 0);
    try (Connection other = DriverManager.getConnection(fixture.jdbcUrl());
        Statement statement = other.createStatement()) {
      String leader =
          "select pg_terminate_backend(l.pid) from pg_locks l join pg_database d"
              + " on d.oid = l.database where d.datname = current_database()"
              + " and l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()";
      Fixture.waitUntil(() -> takesOver(statement, leader));
      Fixture.waitUntil(() -> relay.redisAwaySince() == 0);
      assertThat(relay.sent()).isEqualTo(-1);
    }
  }

  /** Ends the leader and takes its lock, if it hasn't got it again before. */
  private static boolean takesOver(Statement statement, String leader) {
    try {
      statement.execute(leader);
      try (ResultSet lock =
          statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(Relay.LOCK))) {
        return lock.next() && lock.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEmptiedRedisIsFilledAgainByItself() {
    publish(1);
    redis.shared().sync().flushall();
    Fixture.waitUntil(() -> isSent(2));
    assertThat(sent()).extracting(Change::serial).containsExactly(1L, 2L);
  }

  @Test
  void ofTwoReplicasOneSendsAndTheOtherTakesOver() {
    EmbeddedServer other = Fixture.server(fixture.settings());
    try {
      for (int i = 1; i <= 5; i++) {
        publish(i);
      }
      assertThat(sent()).extracting(Change::serial).containsExactlyElementsOf(serials(6));
      fixture.restart(Map.of());
      publish(6);
      assertThat(sent()).extracting(Change::serial).containsExactlyElementsOf(serials(7));
    } finally {
      other.getApplicationContext().close();
    }
  }
}
