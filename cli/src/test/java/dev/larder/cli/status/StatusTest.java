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
  void saysWhatWasRestartedWhyHowOftenAndWhatWasUnderWay() {
    api.answers(
        CALL,
        200,
        """
        {"status":"up","version":"0.1.0","parts":{},
         "stack":{"since":"2026-01-01T00:00:00Z","diskFull":true,"restarts":[
           {"part":"index-service","count":3,"last":"2026-01-02T00:00:00Z","reason":"out-of-memory","running":true,"requests":2},
           {"part":"postgresql","count":1,"last":"2026-01-03T00:00:00Z","reason":"disk-full","running":false,"requests":0}]},
         "upstreams":[{"source":"pypi","since":"2026-01-04T00:00:00Z","reason":"https://one.example can't be reached: the connection was refused."}],
         "offline":[{"source":"partner","since":"2026-01-05T00:00:00Z"}]}
        """);

    assertThat(status().out().lines().skip(1))
        .containsExactly(
            "Upstreams that gave no answer when they were asked last:",
            "  pypi                  down: https://one.example can't be reached: the connection was refused. Since 2026-01-04T00:00:00Z",
            "Sources whose upstreams aren't asked, by 'larder offline':",
            "  partner               offline since 2026-01-05T00:00:00Z",
            "Parts that ended by themselves since 2026-01-01T00:00:00Z:",
            "  index-service         3 times, last at 2026-01-02T00:00:00Z: it ran out of memory; 2 requests were under way, which 'larder logs gateway' names",
            "  postgresql            1 time, last at 2026-01-03T00:00:00Z: the disk was full; not back yet",
            "The disk of the data folder is full; make room there, and all goes on by itself");
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
