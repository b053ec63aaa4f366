package dev.larder.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of other threads, over one connection after the other has been used. */
class WorkTest {

  private static final int MANY = 3000;

  /**
   * When answers were written by those threads themselves, one of some 500 next requests was never
   * answered.
   */
  @Test
  void everyRequestIsAnsweredHoweverFastTheAnswerBeforeItWas(@TempDir Path folder) {
    try (var redis = new RealRedis(folder);
        var index = new FakeIndexService();
        var service = RunningService.start("http://127.0.0.1:1", redis, index)) {
      int answered = 0;
      for (int i = 0; i < MANY; i++) {
        answered += service.get("/health").status() == 503 ? 1 : 0;
      }
      assertThat(answered).isEqualTo(MANY);
    }
  }
}
