package dev.larder.index.refresh;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
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
  private static final String LINK = "https://one.example/files/" + WHEEL + "?sig=";

  private House house;

  @BeforeEach
  void open() {
    house =
        House.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@one.example/simple/",
                "larder.freshness-wait",
                "20s"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theLinkThatThePageHasNowIsToldAfterALookAtAllOfIt() {
    listed("1", true);
    house.files("demo");
    listed("2", true);
    house.later(Duration.ofSeconds(11));
    assertThat(House.parse(refresh("1", House.sha256(WHEEL)).body()))
        .containsEntry("url", LINK + "2")
        .containsEntry("authorization", "Basic dXNlcjpodXNo");
    assertThat(house.sync.questions("pypi", "demo").getLast()).containsEntry("etag", null);
  }

  @Test
  void aFileWithoutSha256IsFoundByItsLinkWithoutTheSignature() {
    listed("1", false);
    house.files("demo");
    listed("2", false);
    house.later(Duration.ofSeconds(11));
    assertThat(House.parse(refresh("1", null).body())).containsEntry("url", LINK + "2");
  }

  @Test
  void manyWhoAskAtOnceMakeOneLook() {
    listed("1", true);
    house.files("demo");
    house.later(Duration.ofSeconds(11));
    for (int i = 0; i < 5; i++) {
      assertThat(House.parse(refresh("1", House.sha256(WHEEL)).body()))
          .containsEntry("url", LINK + "1");
    }
    assertThat(house.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void whoKnowsAnOlderLinkIsToldTheNewerOneWithoutALook() {
    listed("2", true);
    house.files("demo");
    house.later(Duration.ofSeconds(11));
    assertThat(House.parse(refresh("1", House.sha256(WHEEL)).body()))
        .containsEntry("url", LINK + "2");
    assertThat(house.sync.questions("pypi", "demo")).hasSize(1);
  }

  @Test
  void anUpstreamThatGaveNoAnswerIsNotAskedByEachAnew() {
    listed("1", true);
    house.files("demo");
    house.sync.answer("pypi", "demo", failed(502, "refused"));
    house.later(Duration.ofSeconds(11));
    for (int i = 0; i < 5; i++) {
      assertThat(House.parse(refresh("1", House.sha256(WHEEL)).body()))
          .containsEntry("url", LINK + "1");
    }
    assertThat(house.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void whatIsNotListedIsNotThere() {
    listed("1", true);
    house.files("demo");
    assertThat(refresh("1", House.sha256("other")).statusCode()).isEqualTo(404);
  }

  private void listed(String signature, boolean hash) {
    ListedFiles wheel = file(WHEEL).with("url", LINK + signature);
    house.sync.answer("pypi", "demo", page("\"e\"", hash ? wheel : wheel.with("sha256", null)));
  }

  private HttpResponse<String> refresh(String signature, String sha256) {
    Map<String, Object> question =
        new HashMap<>(
            Map.of("source", 2, "project", "demo", "filename", WHEEL, "url", LINK + signature));
    question.put("sha256", sha256);
    return house.post("/internal/file/refresh", question);
  }
}
