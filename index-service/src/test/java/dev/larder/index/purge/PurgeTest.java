package dev.larder.index.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeTest {
  private static final String WHEEL = "evil-1.0-py3-none-any.whl";
  private static final String OTHER = "evil-2.0-py3-none-any.whl";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.purge-every", "100ms"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Map<String, Object> call(String verb, String scope, boolean purge) {
    return fixture.done(
        200,
        "POST",
        "/sources/private/" + verb,
        purge
            ? Map.of("package", "evil", "scope", scope, "purge", true)
            : Map.of("package", "evil", "scope", scope));
  }

  private String publish(String filename, String content, boolean replace) {
    Map<String, Object> upload = Fixture.upload(filename, "evil", content);
    upload.put("replace", replace);
    HttpResponse<String> response = fixture.post("/internal/sources/1/files", upload);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (String) upload.get("key");
  }

  private int shown(String filename, String content) {
    return fixture
        .get("/internal/file?key=" + Fixture.sha256(content) + "&name=" + filename)
        .statusCode();
  }

  private void assertDeleted(String key) {
    assertThat(fixture.blob.deletions())
        .contains("/internal/" + key + " 204", "/internal/" + key + ".metadata 204")
        .noneMatch(deletion -> deletion.startsWith("/internal/cache/"));
  }

  @Test
  void aPurgedFileIsInNoSnapshotAndItsBytesAreDeleted() {
    String key = publish(WHEEL, "bytes", false);
    publish(OTHER, "others", false);
    long before = fixture.serial();
    assertThat(call("remove", "@1.0", true).get("files")).isEqualTo(List.of(WHEEL));
    assertThat(fixture.query("select action from change where serial = " + fixture.serial()))
        .containsExactly("purge");
    assertThat(fixture.files("evil")).containsOnlyKeys(OTHER);
    assertThat(fixture.get("/" + before + "/simple/evil/").body()).doesNotContain(WHEEL);
    assertThat(shown(WHEEL, "bytes")).isEqualTo(404);
    Fixture.waitUntil(() -> fixture.query("select 1 from doomed").isEmpty());
    assertDeleted(key);
    assertThat(shown(OTHER, "others")).isEqualTo(200);
  }

  @Test
  void aFileThatWasRemovedOrReplacedIsPurgedTooWithAllThatHadItsName() {
    String first = publish(WHEEL, "first", false);
    call("remove", "@all", false);
    call("restore", "@all", false);
    String second = publish(WHEEL, "second", true);
    call("remove", "@all", false);
    assertThat(call("remove", "@" + WHEEL, true).get("files")).isEqualTo(List.of(WHEEL));
    assertThat(shown(WHEEL, "first")).isEqualTo(404);
    assertThat(shown(WHEEL, "second")).isEqualTo(404);
    Fixture.waitUntil(() -> fixture.query("select 1 from doomed").isEmpty());
    assertDeleted(first);
    assertDeleted(second);
    assertThat(
            fixture.refusal(
                "POST",
                "/sources/private/remove",
                Map.of("package", "evil", "scope", "@all", "purge", true)))
        .isEqualTo("404 nothing matched '@all': project 'evil' in source 'private' has no file");
  }

  @Test
  void blobServiceIsAskedUntilItHasDeleted() {
    fixture.blob.answersDeletions(503);
    String key = publish(WHEEL, "bytes", false);
    call("remove", "@current", true);
    Fixture.waitUntil(() -> fixture.blob.deletions().size() > 2);
    assertThat(fixture.query("select kept_key from doomed")).containsExactly(key);
    fixture.restart(Map.of());
    fixture.blob.answersDeletions(204);
    Fixture.waitUntil(() -> fixture.query("select 1 from doomed").isEmpty());
    assertDeleted(key);
  }

  @Test
  void whatWasPurgedCanNotBeRestoredAndItsNameStaysUsed() {
    publish(WHEEL, "bytes", false);
    call("remove", "@all", true);
    assertThat(
            fixture.refusal(
                "POST", "/sources/private/restore", Map.of("package", "evil", "scope", "@all")))
        .isEqualTo("404 what matches '@all' of project 'evil' was purged: its bytes are gone");
    assertThat(fixture.publish(WHEEL, "evil", "bytes").statusCode()).isEqualTo(409);
  }

  @Test
  void aReplacedFileStaysInEarlierSnapshots() {
    publish(WHEEL, "first", false);
    long before = fixture.serial();
    Map<String, Object> upload = Fixture.upload(WHEEL, "evil", "second");
    upload.put("replace", true);
    upload.put("logComment", "rebuilt");
    assertThat(Fixture.parse(fixture.post("/internal/sources/1/files", upload).body()))
        .isEqualTo(Map.of("outcome", "replaced", "serial", (int) before + 1));
    assertThat(
            fixture.query(
                "select concat_ws('|', kind, action, subject, comment) from change"
                    + " where serial = "
                    + fixture.serial()))
        .containsExactly("published|replace|" + WHEEL + "|rebuilt");
    assertThat(fixture.files("evil").get(WHEEL))
        .containsEntry("hashes", Map.of("sha256", Fixture.sha256("second")));
    assertThat(fixture.get("/" + before + "/simple/evil/").body())
        .contains(Fixture.sha256("first"))
        .doesNotContain(Fixture.sha256("second"));
    assertThat(shown(WHEEL, "first")).isEqualTo(200);
    assertThat(shown(WHEEL, "second")).isEqualTo(200);
    assertThat(Fixture.parse(fixture.post("/internal/sources/1/files", upload).body()))
        .containsEntry("outcome", "identical");
  }

  @Test
  void theNameOfARemovedFileIsFreeForOneThatReplacesIt() {
    publish(WHEEL, "first", false);
    call("remove", "@all", false);
    publish(WHEEL, "second", true);
    assertThat(fixture.files("evil").get(WHEEL))
        .containsEntry("hashes", Map.of("sha256", Fixture.sha256("second")));
    assertThat(fixture.query("select action from change where serial = " + fixture.serial()))
        .containsExactly("publish");
  }
}
