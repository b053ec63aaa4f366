package dev.larder.sync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPageTest {
  private static final String SHA = "ab".repeat(32);

  @Test
  void everythingThatAPageSaysIsRead() throws IOException {
    Collected page =
        Collected.json(
            """
            {"meta": {"api-version": "1.4", "_last-serial": 17}, "name": "p", "versions": ["1"],
             "project-status": {"status": "archived", "reason": "no time"},
             "alternate-locations": [{"deep": ["er"]}],
             "files": [{"filename": "p-1.tar.gz", "url": "https://files/p-1.tar.gz", "size": 5000000000,
               "hashes": {"md5": "x", "sha256": "%s"}, "requires-python": ">=3.8", "yanked": "broken",
               "upload-time": "2024-03-01T12:00:00.123456Z", "core-metadata": {"sha256": "%s"},
               "gpg-sig": true, "provenance": "https://prov/", "odd": {"a": [1]}}]}
            """
                .formatted(SHA.toUpperCase(java.util.Locale.ROOT), SHA));
    assertThat(page.head).isEqualTo(new PageHead(17L, "archived", "no time"));
    assertThat(page.only())
        .isEqualTo(
            new Listed(
                "p-1.tar.gz",
                URI.create("https://files/p-1.tar.gz"),
                SHA,
                5_000_000_000L,
                ">=3.8",
                true,
                "broken",
                Instant.parse("2024-03-01T12:00:00.123456Z"),
                true,
                SHA,
                true,
                "https://prov/",
                null));
  }

  @Test
  void nullsAndAbsentFieldsAreTheSame() throws IOException {
    Listed bare = file("\"url\": \"p-1.tar.gz\"");
    assertThat(bare)
        .isEqualTo(
            new Listed(
                "p-1.tar.gz",
                URI.create("https://host/simple/p/p-1.tar.gz"),
                null,
                null,
                null,
                false,
                null,
                null,
                false,
                null,
                null,
                null,
                null));
    assertThat(
            file(
                """
                "url": "p-1.tar.gz", "filename": null, "hashes": null, "size": null,
                "requires-python": null, "yanked": null, "upload-time": null, "core-metadata": null,
                "gpg-sig": null, "provenance": null
                """))
        .isEqualTo(bare);
  }

  @Test
  void valuesOfTheWrongTypeAreAbsent() throws IOException {
    assertThat(
            file(
                """
                "url": "p-1.tar.gz", "filename": 1, "hashes": ["x"], "size": {"a": 1},
                "requires-python": [">=3"], "yanked": {"a": []}, "upload-time": 17,
                "core-metadata": "yes", "gpg-sig": "true", "provenance": {}
                """))
        .isEqualTo(file("\"url\": \"p-1.tar.gz\""));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true,",
    "false, false,",
    "'\"\"', false,",
    "'\"why\"', true, why",
    "null, false,"
  })
  void aYankIsReadAsPipReadsIt(String json, boolean yanked, String reason) throws IOException {
    Listed file = file("\"url\": \"p-1.tar.gz\", \"yanked\": " + json);
    assertThat(file.yanked()).isEqualTo(yanked);
    assertThat(file.yankedReason()).isEqualTo(reason);
  }

  @Test
  void metadataIsReadUnderItsOldNamesToo() throws IOException {
    assertThat(file("\"url\": \"a\", \"dist-info-metadata\": true").metadata()).isTrue();
    assertThat(file("\"url\": \"a\", \"data-dist-info-metadata\": {}").metadata()).isTrue();
    assertThat(file("\"url\": \"a\", \"core-metadata\": false").metadata()).isFalse();
    Listed both =
        file(
            "\"url\": \"a\", \"dist-info-metadata\": {\"sha256\": \"%s\"}, \"core-metadata\": false"
                .formatted(SHA));
    assertThat(both.metadata()).isFalse();
    assertThat(both.metadataSha256()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-01T12:00:00Z, 2024-03-01T12:00:00Z",
    "2024-03-01T12:00:00.5Z, 2024-03-01T12:00:00.500Z",
    "2024-03-01T12:00:00.123456789Z, 2024-03-01T12:00:00.123456Z",
    "2024-03-01T12:00:00+02:00, 2024-03-01T10:00:00Z",
    "2024-03-01T12:00:00+0200, 2024-03-01T10:00:00Z",
    "2024-03-01T12:00:00, 2024-03-01T12:00:00Z",
    "2024-03-01 12:00:00, 2024-03-01T12:00:00Z",
    "2024-03-01t12:00:00z, 2024-03-01T12:00:00Z",
    "2024-03-01, 2024-03-01T00:00:00Z",
    "2024-03-01T12:00, 2024-03-01T12:00:00Z",
    "2024-03-01T12:00:00+00, 2024-03-01T12:00:00Z",
    "2024-03-01 12:00:00 +00:00, 2024-03-01T12:00:00Z",
    "2024-03-01 12:00:00 UTC, 2024-03-01T12:00:00Z",
    "2024-03-01 12:00:00-08, 2024-03-01T20:00:00Z",
    "2024-03-01T12:00:00.123456789012Z, 2024-03-01T12:00:00.123456Z",
    "12024-03-01T12:00:00Z,",
    "-2024-03-01T12:00:00Z,",
    "24-03-01,",
    "yesterday,",
    "2024-13-01T00:00:00Z,",
  })
  void uploadTimesComeInManyForms(String written, String read) throws IOException {
    Listed file = file("\"url\": \"p-1.tar.gz\", \"upload-time\": \"%s\"".formatted(written));
    assertThat(file.uploadTime()).isEqualTo(read == null ? null : Instant.parse(read));
  }

  @Test
  void anUploadTimeThatCannotBeReadIsTold() throws IOException {
    Collected page = Collected.json("{\"files\":[{\"url\":\"p-1.zip\",\"upload-time\":\"soon\"}]}");
    assertThat(page.only().uploadTime()).isNull();
    assertThat(page.leftOut).containsExactly(Map.entry(LeftOut.UPLOAD_TIME, 1));
  }

  @Test
  void theStrongestHashIsTakenWhereThereIsNoSha256() throws IOException {
    String hashes =
        "\"md5\": \"%s\", \"sha512\": \"%s\", \"sha384\": \"%s\", \"blake2b_256\": \"%s\""
            .formatted("a".repeat(32), "b".repeat(128), "c".repeat(96), "d".repeat(64));
    assertThat(file("\"url\": \"a\", \"hashes\": {%s}".formatted(hashes)).hash())
        .isEqualTo("sha512=" + "b".repeat(128));
    Listed both =
        file("\"url\": \"a\", \"hashes\": {%s, \"sha256\": \"%s\"}".formatted(hashes, SHA));
    assertThat(both.sha256()).isEqualTo(SHA);
    assertThat(both.hash()).isNull();
  }

  @Test
  void sizesMayBeStringsButNotNegative() throws IOException {
    assertThat(file("\"url\": \"a\", \"size\": \"12\"").size()).isEqualTo(12);
    assertThat(file("\"url\": \"a\", \"size\": -1").size()).isNull();
    assertThat(file("\"url\": \"a\", \"size\": 1.5").size()).isNull();
  }

  @Test
  void hashesThatAreNoneAreAbsent() throws IOException {
    assertThat(file("\"url\": \"a\", \"hashes\": {\"sha256\": \"beef\"}").sha256()).isNull();
    assertThat(file("\"url\": \"a\", \"hashes\": {\"md5\": \"beef\"}").sha256()).isNull();
  }

  @Test
  void filesWithoutALinkAreCounted() throws IOException {
    Collected page =
        Collected.json(
            """
            {"files": [{"filename": "p-1.tar.gz"}, {"url": null}, "x", null, [], {"url": "mailto:a@b"},
                       {"url": "p-2.tar.gz"}]}
            """);
    assertThat(page.leftOut).containsExactly(Map.entry(LeftOut.LINK_UNREADABLE, 6));
    assertThat(page.files).hasSize(1);
  }

  @Test
  void anActiveProjectHasNoStatus() throws IOException {
    assertThat(Collected.json("{\"project-status\": {\"status\": \"active\"}, \"files\": []}").head)
        .isEqualTo(PageHead.EMPTY);
    assertThat(Collected.json("{\"project-status\": null, \"files\": []}").head)
        .isEqualTo(PageHead.EMPTY);
  }

  @Test
  void aLaterMinorVersionIsRead() throws IOException {
    assertThat(Collected.json("{\"meta\": {\"api-version\": \"1.99\"}, \"files\": []}").files)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meta\": {\"api-version\": \"2.0\"}, \"files\": []}",
        "{\"meta\": {\"api-version\": \"x\"}, \"files\": []}",
        "{\"meta\": {\"api-version\": \"1.0\"}}",
        "{\"files\": {}}",
        "{\"files\": null}",
        "{\"error\": \"no\"}",
        "[]",
        "\"files\"",
        "{\"files\": [{\"url\": \"p-1.tar.gz\"}",
        "nonsense",
        ""
      })
  void whatIsNoPageIsRefused(String json) {
    assertThatThrownBy(() -> Collected.json(json)).isInstanceOf(NotAPageException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, '{\"secret\": secret}'",
    "application/json, '{\"meta\": {\"api-version\": \"secret\"}}'",
    "text/html, '<meta name=\"pypi:repository-version\" content=\"secret\">'",
    "application/secret, secret"
  })
  void itsOwnWordsAreForTheLogAlone(String contentType, String page) {
    assertThatThrownBy(() -> Collected.read(page, contentType))
        .hasMessageNotContaining("secret")
        .isInstanceOfSatisfying(
            NotAPageException.class, e -> assertThat(e.words()).contains("secret"));
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(10_000);
    assertThatThrownBy(() -> Collected.json("{\"x\": " + deep))
        .isInstanceOf(NotAPageException.class);
  }

  private static Listed file(String fields) throws IOException {
    return Collected.json("{\"meta\": {\"api-version\": \"1.0\"}, \"files\": [{" + fields + "}]}")
        .only();
  }
}
