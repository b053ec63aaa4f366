package dev.larder.index.memory;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an upstream, a publisher or a reader sends, the process goes on. */
class SmallHeapTest {
  private static final String METADATA = "Metadata-Version: 2.4\nName: %s\nVersion: 1.0\n";
  private static Fixture fixture;
  private static Program program;

  @BeforeAll
  static void open() throws Exception {
    fixture = Fixture.open();
    list("small", 1, file -> file);
    list("many", 10_000, file -> file);
    list("stored", 60, file -> file);
    fixture.execute(
        "update file set requires_python = repeat('>', 658000), yanked = true,"
            + " yanked_reason = repeat('y', 900000) where filename like 'stored-%'");
    program = new Program(fixture);
  }

  @AfterAll
  static void close() throws Exception {
    program.close();
    fixture.close();
  }

  @AfterEach
  void itIsStillTheSameProcess() {
    assertThat(program.isAlive()).isTrue();
    assertThat(program.status("/simple/small/")).isEqualTo(200);
  }

  private static void list(String project, int files, UnaryOperator<ListedFiles> as) {
    answer(project, files, as);
    assertThat(fixture.head("/simple/" + project + "/").statusCode()).isEqualTo(200);
  }

  private static void answer(String project, int files, UnaryOperator<ListedFiles> as) {
    fixture.sync.answer(
        "pypi",
        project,
        page(
            "\"1\"",
            IntStream.range(0, files)
                .mapToObj(i -> as.apply(file("%s-1.%d.tar.gz".formatted(project, i))))
                .toArray(ListedFiles[]::new)));
  }

  /** The statuses of so many requests at once, while a small page goes on being answered. */
  private static List<Integer> atOnce(int times, Callable<Integer> request) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          IntStream.range(0, times).mapToObj(i -> threads.submit(request)).toList();
      assertThat(program.status("/simple/small/", "Larder-From", "192.0.2.9")).isEqualTo(200);
      for (Future<Integer> each : all) {
        statuses.add(each.get());
      }
    }
    return statuses;
  }

  @Test
  void anUpstreamWithReasonsOfNearlyAMegabyte() throws Exception {
    answer(
        "reasons", 60, file -> file.with("yanked", true).with("yankedReason", "y".repeat(900_000)));
    assertThat(atOnce(3, () -> program.status("/simple/reasons/"))).containsOnly(502);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/simple/stored/", "/2021-01-01/simple/stored/", "/pypi/stored/json"})
  void whatWasStoredBeforeFieldsHadLimits(String path) throws Exception {
    assertThat(atOnce(10, () -> program.status(path))).containsOnly(200);
  }

  @Test
  void descriptionsOfControlCharactersThatAreSixTimesAsLongInJson() throws Exception {
    list("control", 1, file -> file("control-1.0-py3-none-any.whl").with("metadata", true));
    fixture.blob.metadata(
        "control-1.0-py3-none-any.whl",
        METADATA.formatted("control") + "\n" + "\u0001".repeat(3_800_000));
    assertThat(atOnce(12, () -> program.status("/pypi/control/json"))).isSubsetOf(200, 503);
    assertThat(program.status("/pypi/control/json")).isEqualTo(200);
    assertThat(atOnce(12, () -> program.status("/pypi/control/json", "Accept-Encoding", "gzip")))
        .isSubsetOf(200, 503);
  }

  @Test
  void requirementsOfFourMegabytes() throws Exception {
    list("requiring", 1, file -> file("requiring-1.0-py3-none-any.whl").with("metadata", true));
    fixture.blob.metadata(
        "requiring-1.0-py3-none-any.whl",
        METADATA.formatted("requiring") + "Requires-Dist: a\n".repeat(4_000_000 / 17) + "\n");
    assertThat(atOnce(12, () -> program.status("/pypi/requiring/json"))).isSubsetOf(200, 503);
  }

  @Test
  void headsAndPagesOfTenThousandFiles() throws Exception {
    assertThat(atOnce(60, () -> program.head("/simple/many/", "Larder-From", "192.0.2.1")))
        .containsOnly(200);
    assertThat(atOnce(8, () -> program.status("/simple/many/", "Larder-From", "192.0.2.1")))
        .isSubsetOf(200, 503)
        .contains(200);
    assertThat(atOnce(4, () -> program.status("/pypi/many/json"))).isSubsetOf(200, 503);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, identity", "text/html, gzip",
    "application/vnd.pypi.simple.v1+json, identity", "application/vnd.pypi.simple.v1+json, zstd"
  })
  void aPageOfAHundredAndFiftyThousandFiles(String accept, String coding) {
    fixture.publish("huge-0.1.tar.gz", "huge", "x");
    fixture.execute(
        """
        insert into file (project, from_serial, visible_from, yanked, metadata, filename, version,
          sha256, size, kept_key, metadata_sha256, requires_python)
        select p.id, p.last_serial, p.owned_since, false, true,
          'huge-1.' || i / 30 || '-' || i || '-py3-none-any.whl', '1.' || i / 30,
          sha256(i::text::bytea), 1000, 'kept/' || i, sha256((-i)::text::bytea), '>=3.8'
        from project p, generate_series(1, 150000) i where p.name = 'huge' and p.source = 1
          and not exists (select 1 from file f where f.project = p.id and f.filename <> 'huge-0.1.tar.gz')
        """);
    assertThat(program.status("/simple/huge/", "Accept", accept, "Accept-Encoding", coding))
        .isEqualTo(200);
    assertThat(fixture.publish("huge-0.2.tar.gz", "huge", accept + coding).statusCode())
        .isIn(200, 409);
  }
}
