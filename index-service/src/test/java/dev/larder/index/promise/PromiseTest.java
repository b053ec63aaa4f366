package dev.larder.index.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a snapshot has answered it answers for ever, whatever happens in which order. */
class PromiseTest {
  private static final int SEQUENCES = Integer.getInteger("larder.sequences", 500);
  private static final int ALL_SEQUENCES = Integer.getInteger("larder.sequences", 2_000);
  private static final long SEED = Long.getLong("larder.seed", 20_190_301L);
  private static final int AT_ONCE = 4;

  @Test
  void everyAnswerIsTheModelsAndStaysAsItWas() throws Exception {
    run(SEED, SEQUENCES);
  }

  @Test
  @Tag("nightly")
  void everyAnswerOfManyMoreHistoriesIsTheModels() throws Exception {
    run(SEED + SEQUENCES, ALL_SEQUENCES);
  }

  private static void run(long seed, int count) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "larder.freshness", "0s",
            "larder.freshness-wait", "30s",
            "larder.look-every", "0s",
            "larder.second-look", "0s",
            "larder.patience", "60s");
    try (Fixture fixture = Fixture.with(settings);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      Server server = new Server(fixture);
      List<Future<?>> sequences =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(
                  number -> threads.submit(() -> new Sequence(server, number, seed + number).run()))
              .toList();
      for (Future<?> sequence : sequences) {
        sequence.get();
      }
      assertThat(sequences).hasSize(count);
    }
  }
}
