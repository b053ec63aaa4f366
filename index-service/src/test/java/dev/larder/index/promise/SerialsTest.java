package dev.larder.index.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Writers at once, and readers that follow the serials. */
class SerialsTest {
  private static final int WRITERS = 8;
  private static final int READERS = 4;
  private static final int CHANGES_A_WRITER = 40;
  private static final String SOURCE = "/__api__/v1/sources/private/";

  private final Map<String, Server.Answer> given = new ConcurrentHashMap<>();
  private final AtomicInteger writing = new AtomicInteger(WRITERS);

  @Test
  void noSerialThatWasReadEverGainsOrLosesContent() throws Exception {
    try (Fixture fixture = Fixture.open();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
      Server server = new Server(fixture);
      server.call(
          "POST", "/__api__/v1/repos", Map.of("name", "own", "sources", List.of("private")));
      long first = fixture.serial();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(threads.submit(() -> write(server, writer)));
      }
      for (int i = 0; i < READERS; i++) {
        int reader = i;
        all.add(threads.submit(() -> follow(server, new Random(reader), first)));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(given.size()).isGreaterThan(READERS * WRITERS);
      given.forEach((path, answer) -> assertThat(server.get(path)).as(path).isEqualTo(answer));
    }
  }

  private void write(Server server, int writer) {
    try {
      String project = "w" + writer;
      for (int i = 0; i < CHANGES_A_WRITER; i++) {
        String filename = "%s-1.%d.tar.gz".formatted(project, i / 4);
        Map<String, Object> file = Map.of("package", project, "scope", "@" + filename);
        switch (i % 4) {
          case 0 ->
              assertThat(server.publish(1, Fixture.upload(filename, project, "x" + i)).status())
                  .isEqualTo(200);
          case 1 -> server.call("POST", SOURCE + "yank", file);
          case 2 -> server.call("POST", SOURCE + "remove", file);
          default -> server.call("POST", SOURCE + "restore", file);
        }
      }
    } finally {
      writing.decrementAndGet();
    }
  }

  /** Reads at the serials as they come, while others are still being made. */
  private void follow(Server server, Random random, long first) {
    long last = first;
    while (writing.get() > 0) {
      long newest = server.fixture.serial();
      if (newest == last) {
        Thread.onSpinWait();
        continue;
      }
      last = newest;
      read(server, "/own/%d/simple/w%d/".formatted(newest, random.nextInt(WRITERS)));
      read(server, "/own/%d/simple/".formatted(newest));
    }
  }

  private void read(Server server, String path) {
    Server.Answer answer = server.get(path);
    Server.Answer before = given.putIfAbsent(path, answer);
    if (before != null) {
      assertThat(answer).as(path).isEqualTo(before);
    }
  }
}
