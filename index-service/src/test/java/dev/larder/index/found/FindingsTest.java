package dev.larder.index.found;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.messaging.Found;
import dev.larder.messaging.FoundQueue;
import dev.larder.messaging.Redis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final String METADATA = Fixture.sha256("metadata");
  private Fixture fixture;
  private Redis redis;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
    redis = Redis.open((String) fixture.settings().get("larder.redis-url"));
  }

  @AfterEach
  void close() {
    redis.close();
    fixture.close();
  }

  private void found(String key, String sha256, Long size, String metadataSha256) {
    new FoundQueue(redis)
        .add(new Found(2, "demo", WHEEL, key, sha256, size, metadataSha256, "request-1"));
  }

  private Map<String, Object> wheel() {
    return fixture.files("demo").get(WHEEL);
  }

  @Test
  void metadataThatTheUpstreamDoesNotHaveAreAdvertisedOnceTheyWereFound() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("size", null)));
    assertThat(wheel()).containsEntry("core-metadata", false);
    found(Fixture.sha256(WHEEL), Fixture.sha256(WHEEL), 4711L, METADATA);
    Fixture.waitUntil(() -> wheel().containsKey("size"));
    assertThat(wheel())
        .containsEntry("size", 4711)
        .containsEntry("core-metadata", Map.of("sha256", METADATA));
    assertThat(fixture.query("select request_id from change where serial = 3"))
        .containsExactly("request-1");
  }

  @Test
  void whatIsKnownAlreadyChangesNothing() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    wheel();
    found(Fixture.sha256(WHEEL), Fixture.sha256(WHEEL), 1000L, METADATA);
    found(Fixture.sha256(WHEEL), Fixture.sha256(WHEEL), 1000L, METADATA);
    found("0".repeat(64), Fixture.sha256("unknown"), 1L, null);
    Fixture.waitUntil(() -> redis.shared().sync().xlen("larder:found") == 0);
    assertThat(fixture.serial()).isEqualTo(3);
  }

  @Test
  void whatWasFoundInTheBytesReplacesWhatTheUpstreamSaysOfThemForGood() {
    String wrong = Fixture.sha256("wrong");
    var listed =
        file(WHEEL).with("size", 1001).with("metadata", true).with("metadataSha256", wrong);
    fixture.sync.answer("pypi", "demo", page("\"1\"", listed));
    assertThat(wheel()).containsEntry("core-metadata", Map.of("sha256", wrong));
    found(Fixture.sha256(WHEEL), Fixture.sha256(WHEEL), 1000L, METADATA);
    Fixture.waitUntil(() -> wheel().get("size").equals(1000));
    fixture.sync.answer("pypi", "demo", page("\"2\"", listed.with("size", 1002)));
    fixture.later(Duration.ofMinutes(11));
    assertThat(wheel())
        .containsEntry("size", 1000)
        .containsEntry("core-metadata", Map.of("sha256", METADATA));
  }

  @Test
  void theUpstreamsWeakHashIsToldUntilTheSha256IsKnown() {
    String md5 = "md5=" + "a".repeat(32);
    fixture.sync.answer(
        "pypi", "demo", page("\"1\"", file(WHEEL).with("sha256", null).with("hash", md5)));
    String blind = ((String) wheel().get("url")).split("/")[3];
    assertThat(wheel()).containsEntry("hashes", Map.of());
    assertThat(hash(blind)).isEqualTo(md5);
    found(blind, Fixture.sha256("bytes"), 5L, null);
    Fixture.waitUntil(
        () -> wheel().get("hashes").equals(Map.of("sha256", Fixture.sha256("bytes"))));
    assertThat(hash(blind)).isNull();
  }

  private Object hash(String key) {
    Map<String, Object> file =
        Fixture.parse(fixture.get("/internal/file?repo=main&name=" + WHEEL + "&key=" + key).body());
    return ((Map<?, ?>) file.get("upstream")).get("hash");
  }

  @Test
  void ofFilesThatShareAKeyTheListedOneLearns() {
    var blind = file(WHEEL).with("sha256", null);
    for (int size : new int[] {1, 2, 1}) {
      fixture.sync.answer("pypi", "demo", page("\"%d\"".formatted(size), blind.with("size", size)));
      fixture.later(Duration.ofMinutes(11));
      wheel();
    }
    String key = ((String) wheel().get("url")).split("/")[3];
    found(key, Fixture.sha256("bytes"), 1L, null);
    found(key, Fixture.sha256("bytes"), 1L, null);
    Fixture.waitUntil(() -> redis.shared().sync().xlen("larder:found") == 0);
    assertThat(fixture.query("select file from file_state"))
        .isEqualTo(fixture.query("select id from file where to_serial is null"));
  }

  @Test
  void theHashOfABlindFileFixesItsKeyAndTheOldUrlIsStillAnswered() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("sha256", null)));
    String blind = ((String) wheel().get("url")).split("/")[3];
    assertThat(blind).matches("u-[0-9a-f]{40}");
    found(blind, Fixture.sha256("bytes"), null, null);
    Fixture.waitUntil(
        () -> wheel().get("hashes").equals(Map.of("sha256", Fixture.sha256("bytes"))));
    assertThat((String) wheel().get("url")).contains("/" + Fixture.sha256("bytes") + "/");
    for (String key : new String[] {blind, Fixture.sha256("bytes")}) {
      assertThat(
              Fixture.parse(
                  fixture.get("/internal/file?repo=main&name=" + WHEEL + "&key=" + key).body()))
          .containsEntry("sha256", Fixture.sha256("bytes"));
    }
    fixture.later(Duration.ofMinutes(11));
    assertThat((String) wheel().get("url")).contains("/" + Fixture.sha256("bytes") + "/");
    fixture.sync.answer("pypi", "demo", unchanged());
    assertThat(fixture.query("select filename from file")).hasSize(1);
  }
}
