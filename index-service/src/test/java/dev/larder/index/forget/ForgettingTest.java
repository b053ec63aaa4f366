package dev.larder.index.forget;

import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that no upstream has aren't kept for ever, but for those on which something rests. */
class ForgettingTest {
  private static final Duration A_DAY = Duration.ofHours(24);

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aNameThatNoUpstreamHasIsForgottenADayAfterItWasLastAskedFor() {
    assertThat(status("/simple/ghost/")).isEqualTo(404);
    fixture.later(A_DAY.minusMinutes(1));
    assertThat(forgotten()).isZero();
    fixture.later(Duration.ofMinutes(2));
    assertThat(forgotten()).isEqualTo(1);
    assertThat(known()).isEmpty();
    assertThat(status("/simple/ghost/")).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "ghost")).hasSize(2);
  }

  @Test
  void whatWasThereOnceIsKept() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    assertThat(status("/simple/demo/")).isEqualTo(200);
    fixture.sync.answer("pypi", "demo", missing());
    fixture.later(Duration.ofMinutes(11));
    assertThat(status("/simple/demo/")).isEqualTo(200);
    fixture.later(A_DAY.plusMinutes(1));
    assertThat(forgotten()).isZero();
    assertThat(known()).containsExactly("demo");
  }

  @Test
  void whatAnInstantWasAnsweredByIsKeptSoThatItIsAnsweredSoForEver() {
    assertThat(status("/main/2021-01-01/simple/ghost/")).isEqualTo(404);
    assertThat(status("/simple/other/")).isEqualTo(404);
    fixture.later(A_DAY.plusMinutes(1));
    assertThat(forgotten()).isEqualTo(1);
    assertThat(known()).containsExactly("ghost");
    fixture.sync.answer("pypi", "ghost", page("\"1\"", file("ghost-1.0.tar.gz")));
    assertThat(status("/simple/ghost/")).isEqualTo(200);
    assertThat(status("/main/2021-01-01/simple/ghost/")).isEqualTo(404);
  }

  @Test
  void aLookOfBeforeThatAnInstantIsAnsweredByIsKeptToo() {
    assertThat(status("/simple/ghost/")).isEqualTo(404);
    assertThat(status("/main/2021-01-01/simple/ghost/")).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "ghost")).hasSize(1);
    fixture.later(A_DAY.plusMinutes(1));
    assertThat(forgotten()).isZero();
  }

  @Test
  void whatAFinishedSyncSaysNeedsNoRow() {
    assertThat(status("/main/2021-01-01/simple/ghost/")).isEqualTo(404);
    assertThat(status("/main/2021-01-01/simple/broken/")).isEqualTo(404);
    fixture.later(A_DAY.plusMinutes(1));
    fixture.execute(
        "insert into sweep (source, run, generation, looked_at, covered_until)"
            + " values (2, '%s', 1, clock_timestamp(), null)".formatted(UUID.randomUUID()));
    fixture.execute(
        "insert into unswept (source, name, looked_at, failing_since)"
            + " values (2, 'broken', null, now())");
    assertThat(forgotten()).isEqualTo(1);
    assertThat(known()).containsExactly("broken");
    assertThat(status("/main/2021-01-01/simple/ghost/")).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "ghost")).hasSize(1);
  }

  @Test
  void whatAnotherSourceShowsOfTheNameRestsOnItsNotBeingHere() {
    fixture.done(201, "POST", "/sources", source("second"));
    fixture.done(200, "POST", "/repos/main/sources", Map.of("source", "second"));
    fixture.sync.answer("second", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    assertThat(status("/simple/demo/")).isEqualTo(200);
    fixture.later(A_DAY.plusMinutes(1));
    assertThat(forgotten()).isZero();
    assertThat(known()).containsExactly("demo", "demo");
  }

  @Test
  void oneReplicaAtATimeForgets() throws SQLException {
    assertThat(status("/simple/ghost/")).isEqualTo(404);
    fixture.later(A_DAY.plusMinutes(1));
    try (Connection other = DriverManager.getConnection(fixture.jdbcUrl());
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(Forgetting.LOCK));
      assertThat(forgotten()).isZero();
    }
    assertThat(forgotten()).isEqualTo(1);
  }

  private static Map<String, Object> source(String name) {
    return Map.of(
        "name", name, "type", "pypi", "url", "https://second.example/simple/", "check", false);
  }

  private long forgotten() {
    return fixture.bean(Forgetting.class).forget(Instant.now());
  }

  private List<String> known() {
    return fixture.query("select name from project order by name");
  }

  private int status(String path) {
    return fixture.get(path).statusCode();
  }
}
