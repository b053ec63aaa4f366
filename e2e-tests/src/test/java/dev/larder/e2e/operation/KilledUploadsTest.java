package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.Requirements;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an upload was answered holds, whoever dies in the middle of it. {@code -Dlarder.kills=20}
 * says how many die by night, {@code -Dlarder.kills.seed=} who and when.
 */
@Order(88)
@ExtendWith(SharedFixture.class)
class KilledUploadsTest {
  private static final long SEED = Long.getLong("larder.kills.seed", 20_261_123);
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final List<String> VICTIMS =
      List.of("upload-service", "index-service", "auth-service", "redis", "postgresql", "keycloak");
  private static final int LONGEST_WAIT_UPLOADS = 15;
  private static final int LONGEST_WAIT_MILLIS = 120;

  private final Fixture fixture;

  KilledUploadsTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private static List<String> victims(int kills, Random random) {
    var victims = new ArrayList<String>();
    while (victims.size() < kills) {
      var round = new ArrayList<>(VICTIMS);
      Collections.shuffle(round, random);
      victims.addAll(round);
    }
    return victims.subList(0, kills);
  }

  private void kill(String name, UploadStorm storm, Random random) {
    int uploads = storm.begun() + 1 + random.nextInt(LONGEST_WAIT_UPLOADS);
    int millis = random.nextInt(LONGEST_WAIT_MILLIS);
    Waiting.until(RECOVERY, "uploads go on", () -> storm.begun() >= uploads);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    Part killed = fixture.larder().parts().get(name);

    killed.kill();

    Waiting.until(RECOVERY, name + " runs again", () -> fixture.larder().runsAnew(killed));
    int before = storm.accepted().size();
    Duration down =
        Waiting.until(RECOVERY, "uploads are taken", () -> storm.accepted().size() > before);
    System.out.printf("%s killed, uploads taken %d s later: %s%n", name, down.toSeconds(), storm);
  }

  private boolean isListed(Distribution file) {
    var page = Http.get(fixture.larder().indexUrl() + file.project() + "/");
    assertThat(page.statusCode()).as(page.body()).isIn(200, 404);
    return page.statusCode() == 200 && page.body().contains(file.sha256());
  }

  private Http.Got download(Distribution file) throws IOException {
    return Http.download(
        "%s/packages/%s/%s".formatted(fixture.larder().url(), file.sha256(), file.filename()));
  }

  private boolean isThere(Distribution file) throws IOException {
    return isListed(file) && download(file).equals(new Http.Got(200, file.size(), file.sha256()));
  }

  @Test
  void whatWasTakenCanBeInstalledAndWhatWasRefusedIsNotThere() throws Exception {
    killed(VICTIMS.size(), SEED);
  }

  @Test
  @Tag("nightly")
  void afterMoreKillsToo() throws Exception {
    killed(Integer.getInteger("larder.kills", 12), SEED + 1);
  }

  private void killed(int kills, long seed) throws Exception {
    System.out.printf("%d kills, -Dlarder.kills.seed=%d%n", kills, SEED);
    var random = new Random(seed);
    fixture.token();
    UploadStorm storm = new UploadStorm(fixture, seed);
    try (storm) {
      for (String victim : victims(kills, random)) {
        kill(victim, storm, random);
      }
    }
    Waiting.until(RECOVERY, "all parts are up", fixture.larder()::isWell);

    assertThat(storm.wrong()).isEmpty();
    assertThat(storm.accepted()).hasSizeGreaterThan(kills);
    Set<Distribution> taken = new LinkedHashSet<>(storm.accepted());
    List<String> lost = new ArrayList<>();
    for (Distribution file : taken) {
      if (!isThere(file)) {
        lost.add(file.filename());
      }
    }
    assertThat(lost).as("taken and not there").isEmpty();

    List<String> visible = new ArrayList<>();
    for (Distribution file : storm.refused()) {
      if (!taken.contains(file) && (isListed(file) || download(file).status() != 404)) {
        visible.add(file.filename());
      }
    }
    assertThat(visible).as("refused and there").isEmpty();

    int published = 0;
    for (UploadStorm.Open open : storm.open()) {
      if (isListed(open.file())) {
        published++;
        assertThat(isThere(open.file())).as("%s is there, whole", open).isTrue();
      }
      var again = UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), open.file());
      assertThat(again.statusCode()).as("%s, then %s", open, again.body()).isEqualTo(200);
      assertThat(isThere(open.file())).isTrue();
      taken.add(open.file());
    }
    System.out.printf("of %d left open %d had been published%n", storm.open().size(), published);

    Installation installed =
        Requirements.install(
            Installer.PIP_26, fixture.folder(), fixture.larder().indexUrl(), taken);
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(taken)
        .allMatch(file -> Files.exists(installed.target().resolve(module(file) + ".py")));
    System.out.printf("pip installed all %d%n", taken.size());
  }

  private static String module(Distribution file) {
    return file.project().replace('-', '_');
  }
}
