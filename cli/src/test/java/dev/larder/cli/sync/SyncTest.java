package dev.larder.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Larder;
import dev.larder.cli.Ran;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.split(" "));
  }

  private static String sync(String id, String source, String state, String more) {
    return """
        {"id":"%s","source":"%s","state":"%s","phase":"fetch","message":null,"requestedBy":"admin",
         "startedAt":"2026-01-01T00:00:00Z","finishedAt":null,
         "packages":{"listed":12,"total":10,"done":5,"failed":2},"files":7,"bytes":1288490189,
         "changed":3,"upstreamSerial":17%s}
        """
        .formatted(id, source, state, more.isEmpty() ? "" : "," + more);
  }

  private void begins(String... syncs) {
    api.answers(
        "POST /__api__/v1/syncs",
        202,
        Stream.of(syncs).collect(Collectors.joining(",", "{\"syncs\":[", "]}")));
  }

  private void ends(String state, String more) {
    begins(sync("7c", "pypi", "running", ""));
    api.tells(
        "GET /__api__/v1/syncs/7c/events",
        sync("7c", "pypi", "running", ""),
        sync("7c", "pypi", state, more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--type=pypi | {\"type\":\"pypi\"}",
        "--source=partner | {\"source\":\"partner\"}",
        "--source=partner --accept-shrink | {\"source\":\"partner\",\"acceptShrink\":true}",
      })
  void whatIsSynchronizedIsHandedToTheServer(String options, String body) {
    begins(sync("7c", "pypi", "running", ""));

    Ran ran = larder("sync --no-wait " + options);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Initiated PyPI synchronization for pypi. ");
    assertThat(api.onlyCall().body()).isEqualTo(body);
  }

  @Test
  void intoAPipeProgressIsALineAPhase() {
    ends("complete", "");

    assertThat(larder("sync --type=pypi").err().replaceAll("[0-9]+s", "0s").lines().skip(1))
        .containsExactly(
            "Packages in pypi snapshot: 5 / 10 0s (2 failed)",
            "Packages in pypi snapshot: 5 / 10 0s (2 failed)");
  }

  @Test
  void aFewFailuresAreSaidWithWhereTheyAreShown() {
    ends("incomplete", "");

    Ran ran = larder("sync --type=pypi");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo("PyPI synchronization for pypi complete but for 2: see larder info --sync=7c\n");
  }

  @ParameterizedTest
  @CsvSource({"failed, failed", "cancelled, cancelled", "shrunk, stopped"})
  void whatComesToNoEndIsNoSuccess(String state, String word) {
    ends(state, "\"message\":\"why, and what to do\"");

    Ran ran = larder("sync --type=pypi --quiet");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("PyPI synchronization for pypi %s: why, and what to do\n".formatted(word));
  }

  @Test
  void severalAreFollowedOneAfterTheOther() {
    begins(sync("7c", "pypi", "running", ""), sync("8d", "partner", "running", ""));
    api.tells("GET /__api__/v1/syncs/7c/events", sync("7c", "pypi", "failed", ""));
    api.tells("GET /__api__/v1/syncs/8d/events", sync("8d", "partner", "complete", ""));

    Ran ran = larder("sync --type=pypi");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("PyPI synchronization for partner complete\n");
    assertThat(ran.err())
        .startsWith("Initiated PyPI synchronization for pypi, partner. ")
        .containsSubsequence(
            "PyPI synchronization for pypi failed\n", "Packages in partner snapshot: ");
  }

  @Test
  void whoComesLaterJoinsTheRunAndIsToldSo() {
    begins(sync("7c", "pypi", "running", "\"joined\":true"));
    api.tells("GET /__api__/v1/syncs/7c/events", sync("7c", "pypi", "complete", ""));

    Ran ran = larder("sync --source=pypi");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err())
        .startsWith("PyPI synchronization for pypi is under way since 2026-01-01T00:00:00Z\n")
        .doesNotContain("Initiated");
  }

  @Test
  void whatKeepsARunWaitingIsSaidOnce() {
    begins(sync("7c", "pypi", "running", ""));
    String waiting = sync("7c", "pypi", "waiting", "\"message\":\"the upstream is away\"");
    api.tells(
        "GET /__api__/v1/syncs/7c/events", waiting, waiting, sync("7c", "pypi", "complete", ""));

    assertThat(larder("sync --source=pypi").err()).containsOnlyOnce("the upstream is away\n");
  }

  @Test
  void programsAreGivenTheRunsAsTheyEnded() throws Exception {
    ends("complete", "");

    Ran ran = larder("sync --source=pypi -o json");

    assertThat(new ObjectMapper().readTree(ran.out()).at("/syncs/0/state").asText())
        .isEqualTo("complete");
  }

  @Test
  void aSourceThatIsNoMirrorIsRefusedByTheServer() {
    api.refuses("POST /__api__/v1/syncs", 409, "source 'private' is not a mirror");

    Ran ran = larder("sync --source=private");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("source 'private' is not a mirror\n");
  }

  @Test
  void withoutAnyMirrorThereIsNothingToDo() {
    begins();

    Ran ran = larder("sync --type=pypi");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("there is no mirror; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sync", "sync --type=pypi --source=pypi", "cancel sync --source=a --id=b"})
  void oneOfTheTwoIsAskedFor(String args) {
    assertThat(larder(args).exitCode()).isEqualTo(2);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void whoInterruptsItIsToldThatTheRunGoesOn() throws Exception {
    begins(sync("7c", "pypi", "running", ""));
    api.tellsAndHolds("GET /__api__/v1/syncs/7c/events", sync("7c", "pypi", "running", ""));
    Process command =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Larder.class.getName(),
                "sync",
                "--source=pypi",
                "--address=" + api.address())
            .start();
    try (BufferedReader err = command.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.startsWith("Packages in")) {
        line = err.readLine();
      }

      new ProcessBuilder(List.of("kill", "-INT", "" + command.pid())).start().waitFor();

      assertThat(err.lines())
          .containsExactly(
              "PyPI synchronization for pypi goes on: 'larder sync --source=pypi' shows it again, 'larder cancel sync --source=pypi' ends it");
      assertThat(command.waitFor()).isEqualTo(130);
    } finally {
      command.destroyForcibly();
    }
  }

  @Test
  void runsAreListedNewestFirst() {
    String finished = "\"finishedAt\":\"2026-01-01T01:02:03Z\"";
    api.answers(
        "GET /__api__/v1/syncs?source=pypi",
        200,
        "{\"syncs\":[" + sync("7c", "pypi", "incomplete", finished) + "]}");

    assertThat(larder("list syncs --source=pypi").out().lines().map(line -> line.split("  +")))
        .containsExactly(
            new String[] {
              "ID",
              "SOURCE",
              "STATE",
              "STARTED",
              "DURATION",
              "PACKAGES",
              "FAILED",
              "CHANGED",
              "FILES",
              "BYTES",
              "BY",
              "MESSAGE"
            },
            new String[] {
              "7c",
              "pypi",
              "incomplete",
              "2026-01-01T00:00:00Z",
              "1h2m3s",
              "5 / 10",
              "2",
              "3",
              "7",
              "1.2 GB",
              "admin",
              "-"
            });
  }

  @Test
  void aRunIsShownWithEachPackageThatFailed() {
    api.answers(
        "GET /__api__/v1/syncs/7c",
        200,
        sync("7c", "pypi", "incomplete", "\"finishedAt\":\"2026-01-01T00:05:09Z\""));
    api.answers(
        "GET /__api__/v1/syncs/7c/failures?limit=100",
        200,
        """
        {"failures":[{"name":"a","detail":"answers 500","tries":4,"since":"2026-01-01T00:01:00Z",
                      "last":"2026-01-01T00:05:00Z"}],"next":"a"}
        """);
    api.answers(
        "GET /__api__/v1/syncs/7c/failures?limit=100&after=a",
        200,
        """
        {"failures":[{"name":"b","detail":"stale","tries":1,"since":"2026-01-01T00:02:00Z",
                      "last":"2026-01-01T00:02:00Z"}],"next":null}
        """);

    assertThat(larder("info --sync=7c").out())
        .isEqualTo(
            """
            Synchronization of 'pypi':
             Id:  7c
             State:  incomplete
             Requested by:  admin
             Started:  2026-01-01T00:00:00Z
             Finished:  2026-01-01T00:05:09Z
             Duration:  5m9s
             Listed:  12
             Looked at:  5 / 10
             Changed:  3
             Files:  7
             Transferred:  1.2 GB
             Upstream serial:  17
             Failed: a (4 times since 2026-01-01T00:01:00Z): answers 500
             Failed: b (1 time since 2026-01-01T00:02:00Z): stale
            """);
  }

  @Test
  void theRunUnderWayIsCancelled() {
    api.answers(
        "GET /__api__/v1/syncs?source=pypi",
        200,
        "{\"syncs\":[%s,%s]}"
            .formatted(sync("7c", "pypi", "waiting", ""), sync("6b", "pypi", "complete", "")));
    api.answers("POST /__api__/v1/syncs/7c/cancel", 202, sync("7c", "pypi", "cancelled", ""));

    assertThat(larder("cancel sync --source=pypi").out())
        .isEqualTo("Cancelled PyPI synchronization for pypi; what it has brought stays.\n");
  }

  @Test
  void whichRunIsMeantMustBeClear() {
    api.answers(
        "GET /__api__/v1/syncs",
        200,
        "{\"syncs\":[%s,%s]}"
            .formatted(sync("7c", "pypi", "running", ""), sync("8d", "partner", "running", "")));
    api.answers("GET /__api__/v1/syncs?source=pypi", 200, "{\"syncs\":[]}");

    Ran several = larder("cancel sync");
    Ran none = larder("cancel sync --source=pypi");

    assertThat(several.exitCode()).isEqualTo(1);
    assertThat(several.err())
        .isEqualTo("several synchronizations are under way; choose one: --source=pypi | partner\n");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).isEqualTo("no synchronization of 'pypi' is under way\n");
  }

  @Test
  void aRunIsCancelledByItsId() {
    api.refuses("POST /__api__/v1/syncs/7c/cancel", 409, "this synchronization is over");

    Ran ran = larder("cancel sync --id=7c");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("this synchronization is over\n");
    assertThat(api.calls()).hasSize(1);
  }
}
