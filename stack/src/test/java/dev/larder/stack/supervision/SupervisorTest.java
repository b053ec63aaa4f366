package dev.larder.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.part.Launch;
import dev.larder.stack.part.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorTest {
  private static final String STAY = "while :; do sleep 0.05; done";

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Restarts restarts = new Restarts(Instant.now());
  private DataFolder data;
  private Supervisor supervisor;

  @BeforeEach
  void aDataFolder() {
    data = DataFolder.open(folder);
  }

  @AfterEach
  void theEnd() {
    supervisor.stop();
  }

  @Test
  void aPartStartsOnlyWhenThoseItNeedsAreReady() throws Exception {
    AtomicBoolean databaseReady = new AtomicBoolean();
    Path mark = folder.resolve("started");
    supervise(
        new TestPart("database", Part.Layer.DATABASE, Set.of(), STAY, databaseReady::get),
        new TestPart(
            "user",
            Part.Layer.SERVICES,
            Set.of("database"),
            "touch " + mark + "; " + STAY,
            () -> Files.exists(mark)));

    Await.until("the database runs", () -> run().parts().containsKey("database"));
    assertThat(run().parts()).doesNotContainKey("user");
    databaseReady.set(true);

    supervisor.outcome().get(60, TimeUnit.SECONDS);
    assertThat(mark).exists();
    assertThat(said()).contains("database").contains("ready");
  }

  @Test
  void aPartThatIsKilledIsStartedAgainAndTheLogSaysSo() throws Exception {
    supervise(TestPart.of("part", Part.Layer.STORES, STAY));
    supervisor.outcome().get(60, TimeUnit.SECONDS);
    Identity first = run().parts().get("part").identity();

    Ending.signal(first, "KILL");

    Await.until(
        "another process",
        () ->
            Optional.ofNullable(run().parts().get("part"))
                .filter(mark -> !mark.identity().equals(first))
                .filter(mark -> mark.identity().alive())
                .isPresent());
    assertThat(said()).contains("part was killed (signal 9); starting it again");
    assertThat(restarts.list())
        .singleElement()
        .satisfies(
            restart -> {
              assertThat(restart.part()).isEqualTo("part");
              assertThat(restart.count()).isEqualTo(1);
              assertThat(restart.reason()).isEqualTo(Failure.Reason.KILLED);
            });
    Await.until("ready again", () -> restarts.list().getFirst().running());
  }

  @Test
  void aPartThatCannotBeStartedAgainNowIsTriedUntilItCan() throws Exception {
    supervise(TestPart.of("part", Part.Layer.STORES, STAY));
    supervisor.outcome().get(60, TimeUnit.SECONDS);
    Identity first = run().parts().get("part").identity();
    Path log = data.log("part");
    Files.delete(log);
    Files.createDirectory(log);

    Ending.signal(first, "KILL");
    Await.until("a failure that is said", () -> said().contains("part can't be started"));
    Files.delete(log);

    Await.until(
        "another process",
        () ->
            Optional.ofNullable(run().parts().get("part"))
                .filter(mark -> !mark.identity().equals(first))
                .filter(mark -> mark.identity().alive())
                .isPresent());
  }

  @Test
  void aPartThatCannotBeNotedNowIsEndedAndTriedUntilItCan() throws Exception {
    supervise(TestPart.of("part", Part.Layer.STORES, STAY));
    supervisor.outcome().get(60, TimeUnit.SECONDS);
    Identity first = run().parts().get("part").identity();
    // Stands in the way of every write of the run file, as a full disk does.
    Path obstacle = data.run().resolve("part.json.new");
    Files.createDirectories(obstacle.resolve("full"));

    Ending.signal(first, "KILL");
    Await.until("two failures that are said", () -> said().split("can't be started").length > 2);
    assertThat(restarts.list().getFirst().running()).isFalse();
    Files.delete(obstacle.resolve("full"));
    Files.delete(obstacle);

    Await.until("ready again", () -> restarts.list().getFirst().running());
    assertThat(run().parts().get("part").identity().alive()).isTrue();
  }

  static Stream<Throwable> mishaps() {
    return Stream.of(
        new UncheckedIOException(new IOException("No space left on device")),
        new IOException("Cannot run program"),
        new IllegalStateException("anything"),
        new Refusal("not on this machine"),
        new OutOfMemoryError("unable to create native thread"));
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  void whateverGoesWrongInStartingAPartAgainItIsTriedOnceMore(Throwable mishap) throws Exception {
    supervise(
        new StumblingPart(
            TestPart.of("part", Part.Layer.STORES, STAY), new AtomicInteger(), mishap));
    supervisor.outcome().get(60, TimeUnit.SECONDS);

    Ending.signal(run().parts().get("part").identity(), "KILL");

    Await.until("a failure that is said", () -> said().contains("part can't be started: "));
    Await.until("ready again", () -> restarts.list().getFirst().running());
  }

  /** Whose second start goes wrong. */
  private record StumblingPart(TestPart part, AtomicInteger starts, Throwable mishap)
      implements Part {
    @Override
    public Launch prepare() throws Exception {
      if (starts.incrementAndGet() == 2) {
        switch (mishap) {
          case Exception e -> throw e;
          case Error e -> throw e;
          default -> throw new AssertionError(mishap);
        }
      }
      return part.prepare();
    }

    @Override
    public String name() {
      return part.name();
    }

    @Override
    public String title() {
      return part.title();
    }

    @Override
    public Layer layer() {
      return part.layer();
    }

    @Override
    public Set<String> needs() {
      return part.needs();
    }

    @Override
    public boolean ready() {
      return part.ready();
    }
  }

  @Test
  void aPartThatDiesOverAndOverBeforeItWasReadyFailsTheStartAndNamesItsLog() {
    supervise(new TestPart("part", Part.Layer.STORES, Set.of(), "echo no; exit 3", () -> false));

    assertThatThrownBy(() -> supervisor.outcome().get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(Refusal.class)
        .hasMessageContaining("code 3")
        .hasMessageContaining(data.log("part").toString());
    assertThat(data.log("part")).content().contains("no\n");
  }

  @Test
  void nothingRunsOnceStopHasReturnedAndTheGatewayEndedFirst() throws Exception {
    Path order = folder.resolve("order");
    String tell = "trap 'echo %s >> " + order + "; exit' TERM; " + STAY;
    supervise(
        TestPart.of("database", Part.Layer.DATABASE, tell.formatted("database")),
        TestPart.of("service", Part.Layer.SERVICES, tell.formatted("service")),
        TestPart.of("gateway", Part.Layer.GATEWAY, tell.formatted("gateway")));
    supervisor.outcome().get(60, TimeUnit.SECONDS);
    List<Identity> identities =
        run().parts().values().stream().map(RunFiles.PartMark::identity).toList();
    // Each has set its trap once it has slept for the first time.
    Await.until("three shells", () -> identities.stream().allMatch(SupervisorTest::hasAChild));

    supervisor.stop();

    assertThat(identities).hasSize(3).noneMatch(Identity::alive);
    assertThat(run().parts()).isEmpty();
    assertThat(order).hasContent("gateway\nservice\ndatabase\n");
  }

  @Test
  void aPartIsOutOfReachOfTheTerminalsCtrlC() throws Exception {
    supervise(TestPart.of("part", Part.Layer.STORES, STAY));
    supervisor.outcome().get(60, TimeUnit.SECONDS);
    long pid = run().parts().get("part").pid();

    Await.until(
        "a session of its own",
        () -> {
          try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3].equals("" + pid);
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static boolean hasAChild(Identity identity) {
    return ProcessHandle.of(identity.pid())
        .map(process -> process.children().findAny().isPresent())
        .orElse(false);
  }

  private void supervise(Part... parts) {
    supervisor =
        new Supervisor(
            List.of(parts),
            data,
            new Console(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Optional.empty(),
                Clock.systemUTC()),
            restarts);
    supervisor.start();
  }

  private RunFiles run() {
    return new RunFiles(data.run());
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
