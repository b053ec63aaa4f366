package dev.larder.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many tokens cost; {@code -Dlarder.tokens=} says how many. No test: it takes minutes. */
class TokensBenchmark {

  private static final int TOKENS = Integer.getInteger("larder.tokens", 3_000);
  private static final int SOME = 50;

  @TempDir Path folder;

  @Test
  void manyTokensSlowNothingDown() {
    try (RealRedis redis = new RealRedis(folder);
        FakeIndexService index = new FakeIndexService();
        RunningService service =
            RunningService.start(RealKeycloak.running().url(), redis, index).untilReady(redis)) {
      List<String> guids = new ArrayList<>();
      long[] making = new long[TOKENS];
      for (int i = 0; i < TOKENS; i++) {
        long began = System.nanoTime();
        guids.add(
            service
                .token("{\"description\":\"number %d\",\"sources\":[\"*\"]}".formatted(i))
                .get("guid")
                .asString());
        making[i] = System.nanoTime() - began;
      }
      print("make one of the first, ms", median(Arrays.copyOfRange(making, 0, SOME)));
      print("make one of the last, ms", median(Arrays.copyOfRange(making, TOKENS - SOME, TOKENS)));
      print("list %d, ms".formatted(TOKENS), time(() -> service.get("/__api__/v1/tokens")));
      Caller person = person(service);
      print("make one of a person's, ms", median(ofAPerson(person)));
      print("list a person's own, ms", time(() -> person.get("/__api__/v1/tokens")));
      long[] revoking = new long[SOME];
      for (int i = 0; i < SOME; i++) {
        String guid = guids.get(i * (TOKENS / SOME));
        revoking[i] =
            time(
                () ->
                    assertThat(
                            service
                                .post(
                                    "/__api__/v1/tokens/revoke",
                                    "{\"guid\":\"%s\"}".formatted(guid))
                                .status())
                        .isEqualTo(200));
      }
      print("revoke one, ms", median(revoking));
      print(
          "ask for one, ms", time(() -> service.get("/internal/tokens/" + guids.get(TOKENS / 2))));
      redis.ask(RedisCommands::flushall);
      print(
          "fill an emptied Redis, ms",
          time(() -> service.post("/internal/revocations/rebuild", "")));
    }
  }

  /** Somebody who may publish to the source private. */
  private static Caller person(RunningService service) {
    service.post("/__api__/v1/people", "{\"name\":\"bench\"}");
    try (var keycloak = RealKeycloak.running().admin()) {
      String subject =
          keycloak.realm("larder").users().searchByUsername("bench", true).getFirst().getId();
      return new Caller(
          service,
          "{\"kind\":\"person\",\"id\":\"%s\",\"name\":\"bench\",\"scopes\":[\"sources:write\"],\"sources\":[\"1\"]}"
              .formatted(subject));
    }
  }

  private static long[] ofAPerson(Caller person) {
    long[] times = new long[SOME];
    for (int i = 0; i < SOME; i++) {
      times[i] =
          time(
              () ->
                  assertThat(
                          person
                              .post(
                                  "/__api__/v1/tokens",
                                  "{\"description\":\"bench\",\"sources\":[\"private\"]}")
                              .status())
                      .isEqualTo(201));
    }
    return times;
  }

  private static long time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return System.nanoTime() - began;
  }

  private static long median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, long nanos) {
    System.out.printf("BENCH %-28s %10.1f%n", what, nanos / 1e6);
  }
}
