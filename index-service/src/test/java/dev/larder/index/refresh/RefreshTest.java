package dev.larder.index.refresh;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final String OTHER = "demo-2.0-py3-none-any.whl";
  private static final String LINK = "https://one.example/files/" + WHEEL + "?sig=";

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture =
        Fixture.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@one.example/simple/",
                "larder.freshness-wait",
                "20s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theLinkThatThePageHasNowIsToldAfterALookAtAllOfIt() {
    listed("1", true);
    fixture.files("demo");
    listed("2", true);
    fixture.later(Duration.ofSeconds(11));
    assertThat(Fixture.parse(refresh("1", Fixture.sha256(WHEEL)).body()))
        .containsEntry("url", LINK + "2")
        .containsEntry("authorization", "Basic dXNlcjpodXNo");
    assertThat(fixture.sync.questions("pypi", "demo").getLast()).containsEntry("etag", null);
  }

  @Test
  void aFileWithoutSha256IsFoundByItsLinkWithoutTheSignature() {
    listed("1", false);
    fixture.files("demo");
    listed("2", false);
    fixture.later(Duration.ofSeconds(11));
    assertThat(Fixture.parse(refresh("1", null).body())).containsEntry("url", LINK + "2");
  }

  @Test
  void manyWhoAskAtOnceMakeOneLook() {
    listed("1", true);
    fixture.files("demo");
    fixture.later(Duration.ofSeconds(11));
    for (int i = 0; i < 5; i++) {
      assertThat(Fixture.parse(refresh("1", Fixture.sha256(WHEEL)).body()))
          .containsEntry("url", LINK + "1");
    }
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void whoKnowsAnOlderLinkIsToldTheNewerOneWithoutALook() {
    listed("2", true);
    fixture.files("demo");
    fixture.later(Duration.ofSeconds(11));
    assertThat(Fixture.parse(refresh("1", Fixture.sha256(WHEEL)).body()))
        .containsEntry("url", LINK + "2");
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
  }

  @Test
  void anUpstreamThatGaveNoAnswerIsNotAskedByEachAnew() {
    listed("1", true);
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", failed(502, "refused"));
    fixture.later(Duration.ofSeconds(11));
    for (int i = 0; i < 5; i++) {
      assertThat(Fixture.parse(refresh("1", Fixture.sha256(WHEEL)).body()))
          .containsEntry("url", LINK + "1");
    }
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void whatIsNotListedIsNotThere() {
    listed("1", true);
    fixture.files("demo");
    assertThat(refresh("1", Fixture.sha256("other")).statusCode()).isEqualTo(404);
  }

  @Test
  void aFileWhoseBytesAreRefusedForGoodEndsWhereItsPageMissesIt() {
    listed("1", true);
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", page("\"e\"", file(OTHER)));
    fixture.later(Duration.ofSeconds(11));

    assertThat(refusedForGood("1").statusCode()).isEqualTo(404);
    assertThat(fixture.files("demo")).containsOnlyKeys(OTHER);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void itEndsAtOnceWhereTheLastLookMissedItAlready() {
    listed("1", true);
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", page("\"e\"", file(OTHER)));
    fixture.later(Duration.ofSeconds(11));
    assertThat(Fixture.parse(refresh("1", Fixture.sha256(WHEEL)).body())).containsKey("url");
    assertThat(fixture.files("demo")).containsOnlyKeys(OTHER, WHEEL);

    assertThat(refusedForGood("1").statusCode()).isEqualTo(404);
    assertThat(fixture.files("demo")).containsOnlyKeys(OTHER);
  }

  @Test
  void itEndsWhereItsProjectIsNoMore() {
    listed("1", true);
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", missing());
    fixture.later(Duration.ofSeconds(11));

    assertThat(refusedForGood("1").statusCode()).isEqualTo(404);
    assertThat(fixture.files("demo")).isEmpty();
  }

  @Test
  void aFileThatIsListedDoesNotEndHoweverOftenItsBytesAreRefused() {
    listed("1", true);
    fixture.files("demo");
    for (int i = 0; i < 3; i++) {
      fixture.later(Duration.ofMinutes(11));
      assertThat(Fixture.parse(refusedForGood("1").body())).containsEntry("url", LINK + "1");
    }
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aFileDoesNotEndWhereItsUpstreamDoesNotAnswerForItsPage() {
    listed("1", true);
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", failed(502, "refused"));
    fixture.later(Duration.ofMinutes(11));
    assertThat(refusedForGood("1").statusCode()).isEqualTo(200);
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  private void listed(String signature, boolean hash) {
    ListedFiles wheel = file(WHEEL).with("url", LINK + signature);
    fixture.sync.answer("pypi", "demo", page("\"e\"", hash ? wheel : wheel.with("sha256", null)));
  }

  private HttpResponse<String> refusedForGood(String signature) {
    return refresh(signature, Fixture.sha256(WHEEL), true);
  }

  private HttpResponse<String> refresh(String signature, String sha256) {
    return refresh(signature, sha256, false);
  }

  private HttpResponse<String> refresh(String signature, String sha256, boolean refused) {
    Map<String, Object> question =
        new HashMap<>(
            Map.of("source", 2, "project", "demo", "filename", WHEEL, "url", LINK + signature));
    question.put("sha256", sha256);
    question.put("refused", refused);
    return fixture.post("/internal/file/refresh", question);
  }
}
