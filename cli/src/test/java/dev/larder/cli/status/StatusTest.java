package dev.larder.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final String CALL = "GET /__api__/status";
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran status(String... more) {
    return Ran.larder(
        Map.of("LARDER_ADDRESS", api.address()),
        Stream.concat(Stream.of("status"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void namesEveryPart() {
    api.answers(
        CALL,
        200,
        """
        {"status":"up","version":"0.1.0","parts":{
          "index-service":{"status":"up","parts":{"postgresql":"up","redis":"up"}},
          "sync-service":{"status":"up","parts":{}}}}
        """);

    Ran ran = status();

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "Larder 0.1.0 at " + api.address() + ": up",
            "  index-service         up",
            "    postgresql          up",
            "    redis               up",
            "  sync-service          up");
  }

  @Test
  void aServerThatIsNotWellIsShownAndEndsWithOne() {
    api.answers(
        CALL,
        503,
        """
        {"status":"down","version":"0.1.0","parts":{"blob-service":{"status":"down"}}}
        """);

    Ran ran = status();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("  blob-service          down");
    assertThat(status("-o", "json").exitCode()).isEqualTo(1);
  }

  @Test
  void anotherServerAtThatAddressIsToldApart() {
    api.says(CALL, 200, "<html>hello</html>");

    Ran ran = status();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "what answers at %s (status 200) is not Larder; check --address\n"
                .formatted(api.address()));
  }
}
