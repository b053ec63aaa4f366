package dev.larder.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void withoutPartsAServiceIsUp() {
    assertThat(new Health(List.of()).report()).isEqualTo(new Health.Report("up", Map.of()));
  }

  @Test
  void aPartThatFailsIsDownAndTakesTheServiceWithItIfItIsNeeded() {
    HealthPart fails =
        HealthPart.needed(
            "fails",
            () -> {
              throw new IllegalStateException();
            });
    HealthPart useful = HealthPart.useful("useful", () -> false);

    assertThat(new Health(List.of(useful)).report())
        .isEqualTo(new Health.Report("up", Map.of("useful", "down")));
    Health.Report down = new Health(List.of(useful, fails)).report();
    assertThat(down)
        .isEqualTo(new Health.Report("down", Map.of("fails", "down", "useful", "down")));
    assertThat(down.httpStatus()).isEqualTo(503);
  }

  @Test
  void aPartThatHangsIsDown() {
    Health health =
        new Health(
            List.of(
                HealthPart.needed("good", () -> true),
                HealthPart.useful(
                    "hangs",
                    () -> {
                      try {
                        Thread.sleep(60_000);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return true;
                    })));

    assertThat(health.report())
        .isEqualTo(new Health.Report("up", Map.of("good", "up", "hangs", "down")));
  }

  @Test
  void manyWhoAskAtOnceShareAnAnswer() {
    AtomicInteger asked = new AtomicInteger();
    Health health =
        new Health(List.of(HealthPart.needed("counted", () -> asked.incrementAndGet() > 0)));
    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      health.report();
    }

    long quarters = (System.nanoTime() - begin) / 250_000_000;
    assertThat(asked.get()).isBetween(1, (int) quarters + 1);
  }
}
