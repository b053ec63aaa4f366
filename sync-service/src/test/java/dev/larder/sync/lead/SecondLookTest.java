package dev.larder.sync.lead;

import static dev.larder.sync.SyncFixture.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.sync.SyncFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondLookTest {
  @Test
  void whatALookMissedIsLookedAtAgainSomeTimeAfterARun() {
    try (SyncFixture fixture = SyncFixture.with(Map.of("larder.second-look", "200ms"))) {
      fixture.upstream.hasMany(3, 1);
      fixture.catalogue.takeNoBatches(true);
      String id = fixture.begin();
      waitUntil(() -> fixture.upstream.pagesAsked() == 3);
      fixture.catalogue.miss("elsewhere");
      fixture.catalogue.takeNoBatches(false);

      Map<String, Object> sync = fixture.end(id);

      waitUntil(() -> fixture.upstream.asked.contains("/simple/elsewhere/"));
      waitUntil(() -> fixture.catalogue.known().containsKey("elsewhere"));
      assertThat(sync).containsEntry("state", "complete");
      assertThat(fixture.sync(id).get("packages"))
          .isEqualTo(Map.of("listed", 3, "total", 3, "done", 3, "failed", 0));
      waitUntil(() -> fixture.catalogue.forgotten().size() >= 2);
      assertThat(fixture.keys("sync/" + id)).isEmpty();
    }
  }
}
