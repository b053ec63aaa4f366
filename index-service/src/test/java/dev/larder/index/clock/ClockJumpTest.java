package dev.larder.index.clock;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.database.Database;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockJumpTest {
  private static final Duration JUMP = Duration.ofHours(26).plusSeconds(30);
  private static final String LINE =
      "The database's clock jumped forward by PT26H; no change is taken until it is set back or an administrator confirms it (larder clock --confirm)";

  private Fixture fixture;
  private ShiftableMonotonic monotonic;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
    monotonic = fixture.bean(ShiftableMonotonic.class);
    assertThat(clock()).containsEntry("jump", null);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Map<String, Object> clock() {
    return fixture.done(200, "GET", "/clock", null);
  }

  @Test
  void theClockIsShown() {
    assertThat(clock()).containsEntry("serial", 1).containsOnlyKeys("serial", "instant", "jump");
  }

  @Test
  void noChangeIsTakenAfterAJumpUntilItIsConfirmed() {
    monotonic.databaseIsAheadBy(JUMP);
    assertThat(clock()).containsEntry("jump", "PT26H");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "late"))).isEqualTo("503 " + LINE);
    assertThat(fixture.publish("a-1.0-py3-none-any.whl", "a", "x").statusCode()).isEqualTo(503);
    assertThat(fixture.serial()).isEqualTo(1);
    assertThat(fixture.done(200, "POST", "/clock/confirm", Map.of())).containsEntry("jump", null);
    fixture.done(201, "POST", "/repos", Map.of("name", "late"));
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void changesAreTakenAgainWhenTheClockIsBack() {
    monotonic.databaseIsAheadBy(JUMP);
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "back"))).isEqualTo("503 " + LINE);
    monotonic.databaseIsAheadBy(Duration.ZERO);
    fixture.done(201, "POST", "/repos", Map.of("name", "back"));
    assertThat(clock()).containsEntry("jump", null);
  }

  @Test
  void noSnapshotThatIsOnlyDueByTheJumpIsAnswered() {
    Instant now = Instant.parse((String) clock().get("instant"));
    fixture.execute("select pg_sleep(0.01)");
    monotonic.databaseIsAheadBy(JUMP);
    String after = "/" + now.plusMillis(5) + "/simple/";
    assertThat(fixture.get(after).statusCode()).isEqualTo(503);
    assertThat(fixture.get(after).body()).isEqualTo(LINE + "\n");
    assertThat(fixture.get("/" + now.minusSeconds(1) + "/simple/").statusCode()).isNotEqualTo(503);
  }

  @Test
  void whatIsKnownGoesOnBeingServedAndNoLookIsWrittenDown() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0-py3-none-any.whl")));
    assertThat(fixture.files("demo")).hasSize(1);
    monotonic.databaseIsAheadBy(JUMP);
    fixture.later(Duration.ofHours(26));
    String looked = fixture.query("select looked_at from project where name = 'demo'").getFirst();
    assertThat(fixture.files("demo")).hasSize(1);
    assertThat(fixture.query("select looked_at from project where name = 'demo'"))
        .containsExactly(looked);
    assertThat(fixture.get("/simple/other/").statusCode()).isEqualTo(503);
  }

  @Test
  void everyReplicaKnowsOfTheConfirmation() {
    EmbeddedServer other = Fixture.server(fixture.settings());
    try {
      ApplicationContext context = other.getApplicationContext();
      CatalogueClock theirs = context.getBean(CatalogueClock.class);
      Database database = context.getBean(Database.class);
      Fixture.waitUntil(database::isUp);
      assertThat(database.<Optional<Duration>>read(theirs::jump)).isEmpty();
      context.getBean(ShiftableMonotonic.class).databaseIsAheadBy(JUMP);
      monotonic.databaseIsAheadBy(JUMP);
      assertThat(database.<Optional<Duration>>read(theirs::jump)).contains(Duration.ofHours(26));
      fixture.done(200, "POST", "/clock/confirm", Map.of());
      assertThat(database.<Optional<Duration>>read(theirs::jump)).isEmpty();
    } finally {
      other.getApplicationContext().close();
    }
  }
}
