package dev.larder.e2e.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upstream.simulated.Options;
import dev.larder.e2e.upstream.simulated.SimulatedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A sync in the middle of which parts are killed ends as one that nobody disturbed, row by row.
 * {@code -Dlarder.kills.seed=} says when they are.
 */
@Order(89)
@ExtendWith(SharedFixture.class)
class KilledSyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = Long.getLong("larder.kills.seed", 20_261_201);
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final int LONGEST_WAIT_MILLIS = 200;

  /** Whoever has a hand in it. */
  private static final List<String> VICTIMS =
      List.of("sync-service", "index-service", "postgresql", "redis", "s3", "gateway");

  private final LarderServer larder;

  KilledSyncTest(Fixture fixture) {
    this.larder = fixture.larder();
  }

  @Test
  void afterKillsEveryRowIsAsWithout() throws IOException {
    killed("once", 1, 300);
  }

  @Test
  @Tag("nightly")
  void afterTenKillsOfEachEveryRowIsAsWithout() throws IOException {
    killed("ten-times", 10, 2_000);
  }

  private void killed(String name, int times, int projects) throws IOException {
    String calm = "calm-" + name;
    String stormy = "stormy-" + name;
    List<String> victims = victims(times);
    try (SimulatedUpstream world = SimulatedUpstream.start(Options.of(projects))) {
      source(calm, world.url());
      source(stormy, world.url());
      done(larder.larder("sync", "--source=" + calm));
      var gate = new Gate();
      world.respondBy(gate);
      done(larder.larder("sync", "--source=" + stormy, "--no-wait"));
      kill(victims, gate, projects);

      Waiting.until(RECOVERY, "the sync is over", () -> isOver(stormy));

      assertThat(sync(stormy).path("state").asText()).as("%s", sync(stormy)).isEqualTo("complete");
      Waiting.until(RECOVERY, "all parts are up", larder::isWell);
      var rows = new CatalogueRows(larder);
      assertThat(rows.of(stormy)).hasSizeGreaterThan(10 * projects).isEqualTo(rows.of(calm));
    }
  }

  /** Each dies after so many pages and a bit, the next one when the upstream is asked again. */
  private void kill(List<String> victims, Gate gate, int projects) {
    var random = new Random(SEED);
    int between = projects / (victims.size() + 1);
    for (String victim : victims) {
      gate.let(1 + random.nextInt(between));
      Waiting.until(RECOVERY, "pages are asked for", gate::isReached);
      int millis = random.nextInt(LONGEST_WAIT_MILLIS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      Part killed = larder.parts().get(victim);
      killed.kill();
      gate.let(1);
      Waiting.until(RECOVERY, victim + " runs again", () -> larder.runsAnew(killed));
    }
    gate.open();
  }

  private static List<String> victims(int times) {
    var victims = new ArrayList<String>();
    var random = new Random(SEED);
    for (int i = 0; i < times; i++) {
      var round = new ArrayList<>(VICTIMS);
      Collections.shuffle(round, random);
      victims.addAll(round);
    }
    return victims;
  }

  private void source(String name, String url) {
    done(larder.larder("create", "source", "--name=" + name, "--type=pypi", "--url=" + url));
  }

  private boolean isOver(String source) throws IOException {
    return sync(source).path("phase").asText().equals("done");
  }

  private JsonNode sync(String source) throws IOException {
    Finished listed = done(larder.larder("list", "syncs", "--source=" + source, "-o", "json"));
    JsonNode syncs = JSON.readTree(listed.out()).path("syncs");
    assertThat(syncs.size()).as(listed.out()).isEqualTo(1);
    return syncs.get(0);
  }

  private static Finished done(Finished finished) {
    assertThat(finished.succeeded()).as(finished.toString()).isTrue();
    return finished;
  }
}
