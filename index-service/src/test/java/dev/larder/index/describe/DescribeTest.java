package dev.larder.index.describe;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.Fixture.waitUntil;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.FakeBlob;
import dev.larder.index.Fixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages don't say is read in the background, and is unknown until then. */
class DescribeTest {
  private static final String OLD = "demo-1.0-py3-none-any.whl";
  private static final String WHEEL = "demo-2.0-py3-none-any.whl";
  private static final Map<String, Object> OFF = Map.of("larder.pypi.metadata-rate", 0);
  private static final Map<String, Object> ON = Map.of("larder.pypi.metadata-rate", 1_000);

  private Fixture fixture;

  @BeforeEach
  void open() {
    Map<String, Object> settings = new HashMap<>(ON);
    settings.put("larder.look-every", "0s");
    fixture = Fixture.with(settings);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String metadata(String version, String more) {
    return "Metadata-Version: 2.4\nName: demo\nVersion: %s\n%s".formatted(version, more);
  }

  private void look(String project) {
    assertThat(fixture.get("/simple/" + project + "/").statusCode()).isEqualTo(200);
  }

  /** What the API tells of a project's newest described release; null where that is unknown. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> said(String project) {
    Map<String, Object> found = fixture.done(200, "GET", "/packages/" + project, null);
    return (Map<String, Object>)
        ((List<Map<String, Object>>) found.get("sources")).getFirst().get("metadata");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> listed(String project) {
    Map<String, Object> page =
        fixture.done(200, "GET", "/repos/main/packages?match=prefix&search=" + project, null);
    return ((List<Map<String, Object>>) page.get("packages")).getFirst();
  }

  private void waitFor(String project, String summary) {
    waitUntil(() -> said(project) != null && summary.equals(said(project).get("summary")));
  }

  private boolean isRead(String project) {
    return fixture
        .query(
            "select count(*) from metadata_reading r join project p on p.id = r.project"
                + " where r.serial = p.last_serial and p.name = '%s'".formatted(project))
        .equals(List.of("1"));
  }

  @Test
  void whatTheNewestWheelSaysIsToldOnceItIsRead() {
    fixture.blob.metadata(
        WHEEL,
        metadata(
            "2.0",
            """
            Summary: A demo
            Author: Ada
            Author-email: ada@example.org
            License: MIT License
              and all of its text
            License-Expression: MIT
            Keywords: a,b
            Requires-Dist: other>=1
            Requires-Dist: more; extra == "x"
            """));
    fixture.sync.answer(
        "pypi",
        "demo",
        page("\"1\"", file(OLD).with("metadata", true), file(WHEEL).with("metadata", true)));
    look("demo");
    waitFor("demo", "A demo");
    Map<String, Object> expected = new HashMap<>();
    expected.put("version", "2.0");
    expected.put("summary", "A demo");
    expected.put("author", "Ada");
    expected.put("authorEmail", "ada@example.org");
    expected.put("license", "MIT License");
    expected.put("licenseExpression", "MIT");
    expected.put("keywords", "a,b");
    expected.put("requiresDist", List.of("other>=1", "more; extra == \"x\""));
    assertThat(said("demo")).isEqualTo(expected);
    assertThat(listed("demo")).containsEntry("summary", "A demo").containsEntry("described", true);
    assertThat(fixture.blob.questions())
        .containsExactly(
            new FakeBlob.Question(
                "/main/packages/" + Fixture.sha256(WHEEL) + "/" + WHEEL + ".metadata",
                Fixture.SECRET,
                null,
                Fixture.ADMIN));
  }

  @Test
  void untilThenAndWithoutThePassItIsUnknownRatherThanGuessed() {
    fixture.restart(OFF);
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("metadata", true)));
    look("demo");
    assertThat(said("demo")).isNull();
    assertThat(listed("demo")).containsEntry("summary", null).containsEntry("described", false);
    fixture.blob.metadata(WHEEL, metadata("2.0", ""));
    fixture.restart(ON);
    waitUntil(() -> said("demo") != null);
    assertThat(said("demo")).containsEntry("summary", null);
    assertThat(listed("demo")).containsEntry("summary", null).containsEntry("described", true);
  }

  @Test
  void whatIsReadIsNotReadAgainAfterARestart() {
    fixture.blob.metadata(WHEEL, metadata("2.0", "Summary: Once\n"));
    fixture.blob.metadata("later-1.0-py3-none-any.whl", metadata("1.0", "Summary: Later\n"));
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("metadata", true)));
    look("demo");
    waitFor("demo", "Once");
    fixture.restart(OFF);
    fixture.sync.answer(
        "pypi", "later", page("\"1\"", file("later-1.0-py3-none-any.whl").with("metadata", true)));
    look("later");
    fixture.restart(ON);
    waitFor("later", "Later");
    assertThat(fixture.blob.questions()).hasSize(2);
  }

  @Test
  void aNewerReleaseIsReadInItsTurnAndWhatWasSaidOfTheFormerIsToldMeanwhile() {
    fixture.blob.metadata(OLD, metadata("1.0", "Summary: Old\n"));
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(OLD).with("metadata", true)));
    look("demo");
    waitFor("demo", "Old");
    fixture.restart(OFF);
    fixture.sync.answer(
        "pypi",
        "demo",
        page("\"2\"", file(OLD).with("metadata", true), file(WHEEL).with("metadata", true)));
    fixture.later(Duration.ofMinutes(11));
    look("demo");
    assertThat(said("demo")).containsEntry("summary", "Old").containsEntry("version", "1.0");
    fixture.blob.metadata(WHEEL, metadata("2.0", "Summary: New\n"));
    fixture.restart(ON);
    waitFor("demo", "New");
    assertThat(fixture.query("select summary from release_metadata order by file"))
        .containsExactly("Old", "New");
  }

  @Test
  void whatFailedIsTriedAgainLaterAndKeepsWhatIsKnown() {
    fixture.blob.answer(WHEEL, 503, "The upstream is away.\n".getBytes());
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("metadata", true)));
    look("demo");
    waitUntil(() -> isRead("demo"));
    assertThat(said("demo")).isNull();
    assertThat(fixture.query("select tries from metadata_reading")).containsExactly("1");
    assertThat(fixture.query("select retry_at is not null from metadata_reading"))
        .containsExactly("t");
    fixture.blob.metadata(WHEEL, metadata("2.0", "Summary: Back\n"));
    fixture.restart(OFF);
    fixture.execute("update metadata_reading set retry_at = clock_timestamp()");
    fixture.restart(ON);
    waitFor("demo", "Back");
    assertThat(fixture.query("select tries from metadata_reading where retry_at is null"))
        .containsExactly("0");
  }

  @Test
  void whereNoFileHasMetadataTheUpstreamsJsonTells() {
    fixture.sync.description(
        "pypi",
        "demo",
        Map.of("outcome", "described", "summary", "By JSON", "author", "", "license", "UNKNOWN"));
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    look("demo");
    waitFor("demo", "By JSON");
    assertThat(said("demo"))
        .containsEntry("version", "1.0")
        .containsEntry("author", null)
        .containsEntry("license", null)
        .containsEntry("requiresDist", null);
    assertThat(fixture.blob.questions()).isEmpty();
  }

  @Test
  void whereThatTellsNothingTheNewestWheelOfAnEarlierReleaseDoes() {
    fixture.blob.metadata(OLD, metadata("1.0", "Summary: Of the wheel\n"));
    fixture.sync.answer(
        "pypi", "demo", page("\"1\"", file(OLD).with("metadata", true), file("demo-2.0.tar.gz")));
    look("demo");
    waitFor("demo", "Of the wheel");
    assertThat(said("demo")).containsEntry("version", "1.0");
  }

  @Test
  void whatNobodyTellsStaysUnknownUntilThePageChanges() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    look("demo");
    waitUntil(() -> isRead("demo"));
    assertThat(said("demo")).isNull();
    assertThat(fixture.query("select tries from metadata_reading where retry_at is null"))
        .containsExactly("0");
    fixture.blob.metadata(WHEEL, metadata("2.0", "Summary: At last\n"));
    fixture.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL).with("metadata", true)));
    fixture.later(Duration.ofMinutes(11));
    look("demo");
    waitFor("demo", "At last");
  }

  @Test
  void anUploadIsReadToo() {
    fixture.done(200, "PATCH", "/repos/main", Map.of("authenticated", true));
    fixture.blob.metadata(
        "own-1.0.tar.gz",
        "Metadata-Version: 2.1\nName: own\nVersion: 1.0\nSummary: Mine\nRequires-Dist: other\n");
    upload("own-1.0.tar.gz", "own");
    waitFor("own", "Mine");
    assertThat(said("own")).containsEntry("requiresDist", null);
  }

  @Test
  void whatIsRemovedSpeaksNoMoreAndOfWhatIsPurgedNothingIsKept() {
    fixture.blob.metadata(
        "own-1.0.tar.gz", "Metadata-Version: 2.4\nName: own\nVersion: 1.0\nSummary: Secret\n");
    upload("own-1.0.tar.gz", "own");
    waitFor("own", "Secret");
    remove(false);
    assertThat(said("own")).isNull();
    assertThat(listed("own")).containsEntry("summary", null).containsEntry("described", false);
    assertThat(fixture.query("select summary from release_metadata")).containsExactly("Secret");
    remove(true);
    assertThat(fixture.query("select summary from release_metadata")).isEmpty();
  }

  private void upload(String filename, String project) {
    Map<String, Object> upload = Fixture.upload(filename, project, "x");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", Fixture.sha256("m"));
    assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);
  }

  private void remove(boolean purge) {
    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", "own", "scope", purge ? "@own-1.0.tar.gz" : "@all", "purge", purge));
  }

  @Test
  void whatAnotherSourceHidesIsNotReadNow() {
    fixture.restart(OFF);
    fixture.blob.metadata(WHEEL, metadata("2.0", "Summary: Hidden\n"));
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("metadata", true)));
    look("demo");
    fixture.publish("demo-3.0.tar.gz", "demo", "x");
    fixture.restart(ON);
    waitUntil(
        () ->
            fixture
                .query(
                    "select count(*) from metadata_reading where file is null"
                        + " and (retry_at is null or retry_at > clock_timestamp() + '23 h')")
                .equals(List.of("2")));
    assertThat(fixture.blob.questions()).isEmpty();
  }
}
