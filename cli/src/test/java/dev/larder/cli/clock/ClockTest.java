package dev.larder.cli.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  @Test
  void aJumpIsShown() {
    api.answers(
        "GET /__api__/v1/clock",
        200,
        "{\"serial\":17,\"instant\":\"2026-01-01T00:00:00Z\",\"jump\":\"PT26H\"}");

    assertThat(larder("clock").out())
        .isEqualTo("Serial:  17\nInstant:  2026-01-01T00:00:00Z\nUnconfirmed jump:  PT26H\n");
  }

  @Test
  void aJumpIsConfirmed() {
    api.answers(
        "POST /__api__/v1/clock/confirm",
        200,
        "{\"serial\":17,\"instant\":\"2026-01-01T00:00:00Z\",\"jump\":null}");

    assertThat(larder("clock", "--confirm").out())
        .isEqualTo("Serial:  17\nInstant:  2026-01-01T00:00:00Z\n");
  }
}
