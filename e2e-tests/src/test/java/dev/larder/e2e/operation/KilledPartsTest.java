package dev.larder.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each process is killed, one after the other, while clients go on installing and uploading. */
@Order(90)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledPartsTest {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private final Fixture fixture;
  private Traffic traffic;

  KilledPartsTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void startTraffic() {
    assertThat(fixture.larder().parts()).hasSize(10);
    fixture.token();
    traffic = new Traffic(fixture);
    Traffic.Mark start = traffic.mark();
    Waiting.until(RECOVERY, "traffic flows", () -> traffic.goesOnAfter(start));
  }

  @AfterAll
  void stopTraffic() {
    traffic.close();
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        "gateway",
        "index-service",
        "blob-service",
        "upload-service",
        "sync-service",
        "auth-service",
        "postgresql",
        "redis",
        "s3",
        "keycloak"
      })
  void thatIsKilledComesBackByItself(String name) {
    Part killed = fixture.larder().parts().get(name);

    killed.kill();
    Duration recovery = fixture.larder().untilHealed(killed, RECOVERY);
    Traffic.Mark mark = traffic.mark();
    Waiting.until(RECOVERY.minus(recovery), "clients are served", () -> traffic.goesOnAfter(mark));

    System.out.printf("%s: well %d s after kill -9%n", name, recovery.toSeconds());
    assertThat(traffic.wrong()).isEmpty();
    Waiting.until(
        RECOVERY,
        name + " is said to have been killed and to run again",
        () ->
            restart(name).path("reason").asText().equals("killed")
                && restart(name).path("running").asBoolean());
  }

  /** What status says of a part that was restarted; nothing of others. */
  private JsonNode restart(String name) {
    for (JsonNode restart : fixture.larder().status().at("/stack/restarts")) {
      if (restart.path("part").asText().equals(name)) {
        return restart;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  @Order(2)
  void andNoAcceptedUploadIsLost() throws Exception {
    traffic.close();
    System.out.println(traffic);
    assertThat(traffic.accepted()).hasSizeGreaterThan(20);
    assertThat(traffic.wrong()).isEmpty();

    String page = Http.get(fixture.larder().indexUrl() + "storm-upload/").body();
    List<String> lost = new ArrayList<>();
    for (Distribution file : traffic.accepted()) {
      Http.Got got =
          Http.download(
              "%s/packages/%s/%s"
                  .formatted(fixture.larder().url(), file.sha256(), file.filename()));
      if (!page.contains(file.sha256()) || !got.sha256().equals(file.sha256())) {
        lost.add(file.filename());
      }
    }

    assertThat(lost).isEmpty();
  }
}
