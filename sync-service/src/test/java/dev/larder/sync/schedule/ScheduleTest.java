package dev.larder.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.sync.SyncFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aScheduleIsDueOnceItCameAround() {
    String nightly = "0 1 * * *";
    Instant next = Instant.parse("2026-03-02T01:00:00Z");

    assertThat(Schedule.isDue(nightly, NOON, next.minusSeconds(1))).isFalse();
    assertThat(Schedule.isDue(nightly, NOON, next)).isTrue();
  }

  @Test
  void oneThatWasMissedIsDueHoweverLongAgoThatWas() {
    assertThat(Schedule.isDue("0 1 * * *", NOON, NOON.plusSeconds(10 * 86_400))).isTrue();
  }

  @Test
  void neverIsNever() {
    assertThat(Schedule.isDue("never", Instant.EPOCH, NOON)).isFalse();
  }

  @Test
  @SuppressWarnings("unchecked")
  void onlyWhatWasSyncedOnceIsSyncedByTheClock() {
    try (SyncFixture fixture = SyncFixture.open()) {
      fixture.upstream.hasMany(3, 1);
      fixture.catalogue.schedules("* * * * *");
      Schedule schedule = fixture.bean(Schedule.class);
      SyncFixture.waitUntil(
          () -> fixture.call("GET", "/syncs", null, SyncFixture.ADMIN).statusCode() == 200);
      schedule.begin(Instant.now().plusSeconds(3600));
      assertThat((List<Object>) fixture.json("GET", "/syncs", null).get("syncs")).isEmpty();

      fixture.synced();
      schedule.begin(Instant.now().plusSeconds(3600));
      schedule.begin(Instant.now().plusSeconds(3600));

      List<Map<String, Object>> syncs =
          (List<Map<String, Object>>) fixture.json("GET", "/syncs", null).get("syncs");
      assertThat(syncs.getFirst()).containsEntry("requestedBy", "schedule");
      assertThat(fixture.end((String) syncs.getFirst().get("id")))
          .containsEntry("state", "complete");
    }
  }
}
