package dev.larder.index.log;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who did what from where. */
class AuditTest {
  private static final String ADA = "{\"kind\":\"admin\",\"id\":\"a-subject\",\"name\":\"ada\"}";
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> newest() {
    return ((List<Map<String, Object>>)
            fixture.done(200, "GET", "/log?limit=1", null).get("changes"))
        .getFirst();
  }

  @Test
  void aCommandIsKeptWithWhoGaveItAndFromWhere() {
    fixture.call(
        "POST",
        "/repos",
        Map.of("name", "audited"),
        Fixture.CALLER,
        ADA,
        "Larder-From",
        "2001:db8::7");
    assertThat(newest())
        .containsEntry("action", "create-repo")
        .containsEntry("by", "a-subject")
        .containsEntry("name", "ada")
        .containsEntry("from", "2001:db8::7");
  }

  @Test
  void anUploadIsKeptWithWhoSentItAndFromWhere() {
    fixture.post(
        "/internal/sources/1/files",
        Fixture.upload("corp-1.0-py3-none-any.whl", "corp", "x"),
        Fixture.CALLER,
        ADA,
        "Larder-From",
        "192.0.2.7");
    assertThat(newest())
        .containsEntry("action", "publish")
        .containsEntry("by", "a-token")
        .containsEntry("name", "ada")
        .containsEntry("from", "192.0.2.7");
  }

  @Test
  void whatLarderFindsOutItselfIsNobodysWhoeverAsked() {
    fixture.sync.answer("pypi", "seen", page("\"1\"", file("seen-1.0.tar.gz")));
    fixture.get("/simple/seen/", Fixture.CALLER, ADA, "Larder-From", "192.0.2.7");
    assertThat(newest())
        .containsEntry("action", "look")
        .containsEntry("by", "larder")
        .containsEntry("name", null)
        .containsEntry("from", null);
  }

  @Test
  void otherServicesWriteDownWhatTheyDid() {
    HttpResponse<String> noted =
        fixture.post(
            "/internal/log",
            Map.of("action", "revoke-token", "subject", "a-guid", "comment", "lost"),
            Fixture.CALLER,
            ADA,
            "Larder-From",
            "192.0.2.7");
    assertThat(noted.statusCode()).isEqualTo(200);
    assertThat(Fixture.parse(noted.body())).containsEntry("serial", (int) fixture.serial());
    assertThat(newest())
        .containsEntry("action", "revoke-token")
        .containsEntry("subject", "a-guid")
        .containsEntry("comment", "lost")
        .containsEntry("by", "a-subject")
        .containsEntry("from", "192.0.2.7")
        .containsEntry("repo", null)
        .containsEntry("source", null);
  }

  @Test
  void whatIsNoActionIsNotWrittenDown() {
    long before = fixture.serial();
    for (Map<String, Object> line :
        List.<Map<String, Object>>of(
            Map.of("action", "Drop Table"),
            Map.of("subject", "x"),
            Map.of("action", "create-token", "what", "else"),
            Map.of("action", "create-token", "comment", "x".repeat(2_001)))) {
      assertThat(fixture.post("/internal/log", line).statusCode()).isEqualTo(400);
    }
    assertThat(fixture.serial()).isEqualTo(before);
  }
}
