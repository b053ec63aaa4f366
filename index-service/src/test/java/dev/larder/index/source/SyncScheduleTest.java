package dev.larder.index.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncScheduleTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Object scheduled(String schedule) {
    return fixture
        .done(200, "PATCH", "/sources/pypi", Map.of("schedule", schedule))
        .get("schedule");
  }

  private static String refused(String source, String schedule) {
    return fixture.refusal("PATCH", "/sources/" + source, Map.of("schedule", schedule));
  }

  @Test
  void aMirrorSyncsWhenItIsTold() {
    assertThat(scheduled("30 */6 * * 1-5")).isEqualTo("30 */6 * * 1-5");
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("schedule 30 */6 * * 1-5");
    assertThat(fixture.get("/internal/sync/sources").body())
        .contains("\"schedule\":\"30 */6 * * 1-5\"");
    assertThat(scheduled(" never ")).isEqualTo("never");
    assertThat(scheduled("")).isNull();
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("schedule as configured");
    assertThat(fixture.done(200, "GET", "/sources/pypi", null)).containsEntry("schedule", null);
  }

  @Test
  void whatIsSetAlreadyTakesNoSerial() {
    scheduled("0 1 * * *");
    long serial = fixture.serial();
    scheduled("0 1 * * *");
    assertThat(fixture.serial()).isEqualTo(serial);
    fixture.done(200, "PATCH", "/sources/pypi", Map.of("allow", List.of("10.0.0.0/8")));
    assertThat(fixture.done(200, "GET", "/sources/pypi", null))
        .containsEntry("schedule", "0 1 * * *");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily",
        "0 1 * *",
        "0 0 1 * * *",
        "61 1 * * *",
        "0 25 * * *",
        "0 0 31 2 *",
        "a b c d e",
        "*/0 * * * *"
      })
  void whatIsNoScheduleIsRefused(String schedule) {
    assertThat(refused("pypi", schedule))
        .isEqualTo(
            "400 'schedule' must be five fields of cron, in UTC, such as '0 1 * * *' for 01:00"
                + " every day, or 'never', not '%s'".formatted(schedule));
  }

  @Test
  void whatIsLocalHasNoSchedule() {
    assertThat(refused("private", "never"))
        .isEqualTo(
            "400 source 'private' is of type local-python and has no upstream; 'schedule' is for"
                + " type pypi");
  }
}
