package dev.larder.index.clock;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
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

  private House house;
  private ShiftableMonotonic monotonic;

  @BeforeEach
  void open() {
    house = House.open();
    monotonic = house.bean(ShiftableMonotonic.class);
    assertThat(clock()).containsEntry("jump", null);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Map<String, Object> clock() {
    return house.done(200, "GET", "/clock", null);
  }

  @Test
  void theClockIsShown() {
    assertThat(clock()).containsEntry("serial", 1).containsOnlyKeys("serial", "instant", "jump");
  }

  @Test
  void noChangeIsTakenAfterAJumpUntilItIsConfirmed() {
    monotonic.databaseIsAheadBy(JUMP);
    assertThat(clock()).containsEntry("jump", "PT26H");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "late"))).isEqualTo("503 " + LINE);
    assertThat(house.publish("a-1.0-py3-none-any.whl", "a", "x").statusCode()).isEqualTo(503);
    assertThat(house.serial()).isEqualTo(1);
    assertThat(house.done(200, "POST", "/clock/confirm", Map.of())).containsEntry("jump", null);
    house.done(201, "POST", "/repos", Map.of("name", "late"));
    assertThat(house.serial()).isEqualTo(2);
  }

  @Test
  void changesAreTakenAgainWhenTheClockIsBack() {
    monotonic.databaseIsAheadBy(JUMP);
    assertThat(house.refusal("POST", "/repos", Map.of("name", "back"))).isEqualTo("503 " + LINE);
    monotonic.databaseIsAheadBy(Duration.ZERO);
    house.done(201, "POST", "/repos", Map.of("name", "back"));
    assertThat(clock()).containsEntry("jump", null);
  }

  @Test
  void noSnapshotThatIsOnlyDueByTheJumpIsAnswered() {
    Instant now = Instant.parse((String) clock().get("instant"));
    house.execute("select pg_sleep(0.01)");
    monotonic.databaseIsAheadBy(JUMP);
    String after = "/" + now.plusMillis(5) + "/simple/";
    assertThat(house.get(after).statusCode()).isEqualTo(503);
    assertThat(house.get(after).body()).isEqualTo(LINE + "\n");
    assertThat(house.get("/" + now.minusSeconds(1) + "/simple/").statusCode()).isNotEqualTo(503);
  }

  @Test
  void whatIsKnownGoesOnBeingServedAndNoLookIsWrittenDown() {
    house.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0-py3-none-any.whl")));
    assertThat(house.files("demo")).hasSize(1);
    monotonic.databaseIsAheadBy(JUMP);
    house.later(Duration.ofHours(26));
    String looked = house.query("select looked_at from project where name = 'demo'").getFirst();
    assertThat(house.files("demo")).hasSize(1);
    assertThat(house.query("select looked_at from project where name = 'demo'"))
        .containsExactly(looked);
    assertThat(house.get("/simple/other/").statusCode()).isEqualTo(503);
  }

  @Test
  void everyReplicaKnowsOfTheConfirmation() {
    EmbeddedServer other = House.server(house.settings());
    try {
      ApplicationContext context = other.getApplicationContext();
      CatalogueClock theirs = context.getBean(CatalogueClock.class);
      Database database = context.getBean(Database.class);
      House.waitUntil(database::isUp);
      assertThat(database.<Optional<Duration>>read(theirs::jump)).isEmpty();
      context.getBean(ShiftableMonotonic.class).databaseIsAheadBy(JUMP);
      monotonic.databaseIsAheadBy(JUMP);
      assertThat(database.<Optional<Duration>>read(theirs::jump)).contains(Duration.ofHours(26));
      house.done(200, "POST", "/clock/confirm", Map.of());
      assertThat(database.<Optional<Duration>>read(theirs::jump)).isEmpty();
    } finally {
      other.getApplicationContext().close();
    }
  }
}
