package dev.larder.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Thousands of uploads that mean harm. {@code -Dlarder.hostile=10000} says how many, {@code
 * -Dlarder.hostile.seed=} which.
 */
@Order(52)
@ExtendWith(SharedFixture.class)
class HostileUploadsTest {
  private static final int COUNT = Integer.getInteger("larder.hostile", 1_000);
  private static final long SEED = Long.getLong("larder.hostile.seed", 20_260_801);
  private static final int GOOD = 21;

  /** What the service has warmed up with before its memory is looked at. */
  private static final int WARM_UP = Math.min(400, COUNT / 2);

  private static final long GROWTH = 24L << 20;

  private final Fixture fixture;
  private final UploadAttack attack;

  HostileUploadsTest(Fixture fixture) {
    this.fixture = fixture;
    this.attack = new UploadAttack(fixture, SEED);
  }

  private Part service() {
    return fixture.larder().parts().get("upload-service");
  }

  /** Milliseconds that a good upload takes, the median of some. */
  private double goodUploads(String project) throws Exception {
    double[] times = new double[GOOD];
    for (int i = 0; i < GOOD; i++) {
      Distribution good = Package.of(project, "1." + i).wheel(fixture.newFolder());
      UploadAttack.Timed upload =
          UploadAttack.patiently(
              () -> UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), good));
      assertThat(upload.answer().statusCode()).as(upload.answer().body()).isEqualTo(200);
      times[i] = upload.millis();
    }
    Arrays.sort(times);
    return times[GOOD / 2];
  }

  private Map<String, Set<String>> listed() {
    var listed = new HashMap<String, Set<String>>();
    for (int i = 0; i < HostileUploads.PROJECTS; i++) {
      String project = HostileUploads.project(i);
      HttpResponse<String> page =
          Http.get(
              fixture.larder().indexUrl() + project + "/",
              "Accept",
              "application/vnd.pypi.simple.v1+json");
      if (page.statusCode() == 200) {
        var names = new HashSet<String>();
        for (JsonNode file : Http.json(page).path("files")) {
          names.add(file.path("filename").asText());
        }
        listed.put(project, names);
      } else {
        assertThat(page.statusCode()).isEqualTo(404);
      }
    }
    return listed;
  }

  @Test
  void hostileUploadsAreRefusedInALineAndLeaveNothingBehind() throws Exception {
    attack.send(0, WARM_UP);
    double timeBefore = goodUploads("before-the-hostile");
    long before = service().heapBytes();

    attack.send(WARM_UP, COUNT);

    long growth = service().heapBytes() - before;
    double time = goodUploads("beside-the-hostile");
    System.out.printf(
        "%d hostile uploads: %s; heap of upload-service %+d KiB from %d KiB;"
            + " a good upload takes %.1f ms, %.2f times what it took before%n",
        COUNT, attack.statuses(), growth >> 10, before >> 10, time, time / timeBefore);
    assertThat(attack.wrong()).isEmpty();
    assertThat(listed()).isEqualTo(attack.taken());
    assertThat(growth).isLessThan(GROWTH);
    Distribution good = Package.of("after-the-hostile", "1.0").wheel(fixture.newFolder());
    UploadAttack.Timed upload =
        UploadAttack.patiently(
            () -> UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), good));
    assertThat(upload.answer().statusCode()).isEqualTo(200);
    assertThat(Http.get(fixture.larder().indexUrl() + "after-the-hostile/").body())
        .contains(good.sha256());
  }
}
