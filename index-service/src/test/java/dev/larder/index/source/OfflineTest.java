package dev.larder.index.source;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources whose upstreams aren't to be asked, by an administrator's word. */
class OfflineTest {
  private Fixture fixture;

  @BeforeEach
  void start() {
    // What is known is always too old.
    fixture = Fixture.with(Map.of("larder.freshness", "0s", "larder.missing-freshness", "0s"));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private Map<String, Object> edit(String source, Map<String, Object> what) {
    return fixture.done(200, "PATCH", "/sources/" + source, what);
  }

  @Test
  void whatIsKnownIsServedAndNobodyIsAsked() {
    fixture.sync.answer("pypi", "known", page("\"1\"", file("known-1.0-py3-none-any.whl")));
    assertThat(fixture.get("/simple/known/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/simple/none/").statusCode()).isEqualTo(404);
    assertThat(edit("pypi", Map.of("offline", true)).get("offlineSince")).isNotNull();
    int known = fixture.sync.questions("pypi", "known").size();
    int none = fixture.sync.questions("pypi", "none").size();

    assertThat(fixture.files("known")).containsOnlyKeys("known-1.0-py3-none-any.whl");
    assertThat(fixture.get("/simple/none/").statusCode()).isEqualTo(404);
    HttpResponse<String> unknown = fixture.get("/simple/unknown/");

    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).isEmpty();
    assertThat(unknown.body())
        .contains(
            "Source 'pypi' is offline: its upstream isn't asked, and what is known doesn't answer"
                + " this; 'larder online --source=pypi' ends that");
    assertThat(fixture.sync.questions("pypi", "known")).hasSize(known);
    assertThat(fixture.sync.questions("pypi", "none")).hasSize(none);
    assertThat(fixture.sync.questions("pypi", "unknown")).isEmpty();

    edit("pypi", Map.of("offline", false));
    assertThat(fixture.get("/simple/unknown/").statusCode()).isEqualTo(404);
  }

  @Test
  void anInstantThatNoLookCoversIsRefused() {
    fixture.sync.answer("pypi", "known", page("\"1\"", file("known-1.0-py3-none-any.whl")));
    assertThat(fixture.get("/simple/known/").statusCode()).isEqualTo(200);
    edit("pypi", Map.of("offline", true));

    long serial = fixture.serial();
    assertThat(fixture.get("/%d/simple/known/".formatted(serial)).statusCode()).isEqualTo(503);
  }

  @Test
  void itIsSaidToWhomItConcerns() {
    fixture.sync.answer("pypi", "known", page("\"1\"", file("known-1.0-py3-none-any.whl")));
    assertThat(fixture.get("/simple/known/").statusCode()).isEqualTo(200);
    Object since = edit("pypi", Map.of("offline", true)).get("offlineSince");
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("offline");
    long serial = fixture.serial();

    assertThat(edit("pypi", Map.of("offline", true))).containsEntry("offlineSince", since);
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(fixture.get("/internal/upstreams").body())
        .contains("\"offline\":[{\"source\":\"pypi\",\"since\":\"%s\"}]".formatted(since));
    assertThat(fixture.get("/internal/sync/sources").body()).contains("\"offline\":true");

    assertThat(edit("pypi", Map.of("offline", false))).containsEntry("offlineSince", null);
    assertThat(fixture.get("/internal/upstreams").body()).contains("\"offline\":[]");
    assertThat(fixture.get("/internal/sync/sources").body()).contains("\"offline\":false");
  }

  @Test
  void itLastsOverAnEditAndAUrlIsTakenUnchecked() {
    edit("pypi", Map.of("offline", true));
    fixture.sync.verdict(
        "https://none.example/", Map.of("outcome", "none", "detail", "there is no index"));

    Map<String, Object> edited = edit("pypi", Map.of("url", "https://none.example"));

    assertThat(edited.get("offlineSince")).isNotNull();
    assertThat(edited)
        .containsEntry(
            "warning",
            "source 'pypi' is offline, so nobody asked whether there is an index at https://none.example/");
    assertThat(
            fixture.refusal(
                "PATCH", "/sources/pypi", Map.of("url", "https://none.example", "offline", false)))
        .startsWith("400 there is no index");
  }

  @Test
  void aLocalSourceHasNoUpstreamToBeKeptFrom() {
    assertThat(fixture.refusal("PATCH", "/sources/private", Map.of("offline", true)))
        .isEqualTo(
            "400 source 'private' is of type local-python and has no upstream; 'offline' is for type pypi");
  }
}
