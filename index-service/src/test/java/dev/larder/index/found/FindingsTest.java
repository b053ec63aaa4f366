package dev.larder.index.found;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
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
  private static final String METADATA = House.sha256("metadata");
  private House house;
  private Redis redis;

  @BeforeEach
  void open() {
    house = House.open();
    redis = Redis.open((String) house.settings().get("larder.redis-url"));
  }

  @AfterEach
  void close() {
    redis.close();
    house.close();
  }

  private void found(String key, String sha256, Long size, String metadataSha256) {
    new FoundQueue(redis)
        .add(new Found(2, "demo", WHEEL, key, sha256, size, metadataSha256, "request-1"));
  }

  private Map<String, Object> wheel() {
    return house.files("demo").get(WHEEL);
  }

  @Test
  void metadataThatTheUpstreamDoesNotHaveAreAdvertisedOnceTheyWereFound() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("size", null)));
    assertThat(wheel()).containsEntry("core-metadata", false);
    found(House.sha256(WHEEL), House.sha256(WHEEL), 4711L, METADATA);
    House.waitUntil(() -> wheel().containsKey("size"));
    assertThat(wheel())
        .containsEntry("size", 4711)
        .containsEntry("core-metadata", Map.of("sha256", METADATA));
    assertThat(house.query("select request_id from change where serial = 3"))
        .containsExactly("request-1");
  }

  @Test
  void whatIsKnownAlreadyChangesNothing() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    wheel();
    found(House.sha256(WHEEL), House.sha256(WHEEL), 1000L, METADATA);
    found(House.sha256(WHEEL), House.sha256(WHEEL), 1000L, METADATA);
    found("0".repeat(64), House.sha256("unknown"), 1L, null);
    House.waitUntil(() -> redis.shared().sync().xlen("larder:found") == 0);
    assertThat(house.serial()).isEqualTo(3);
  }

  @Test
  void whatWasFoundInTheBytesReplacesWhatTheUpstreamSaysOfThemForGood() {
    String wrong = House.sha256("wrong");
    var listed =
        file(WHEEL).with("size", 1001).with("metadata", true).with("metadataSha256", wrong);
    house.sync.answer("pypi", "demo", page("\"1\"", listed));
    assertThat(wheel()).containsEntry("core-metadata", Map.of("sha256", wrong));
    found(House.sha256(WHEEL), House.sha256(WHEEL), 1000L, METADATA);
    House.waitUntil(() -> wheel().get("size").equals(1000));
    house.sync.answer("pypi", "demo", page("\"2\"", listed.with("size", 1002)));
    house.later(Duration.ofMinutes(11));
    assertThat(wheel())
        .containsEntry("size", 1000)
        .containsEntry("core-metadata", Map.of("sha256", METADATA));
  }

  @Test
  void theUpstreamsWeakHashIsToldUntilTheSha256IsKnown() {
    String md5 = "md5=" + "a".repeat(32);
    house.sync.answer(
        "pypi", "demo", page("\"1\"", file(WHEEL).with("sha256", null).with("hash", md5)));
    String blind = ((String) wheel().get("url")).split("/")[3];
    assertThat(wheel()).containsEntry("hashes", Map.of());
    assertThat(hash(blind)).isEqualTo(md5);
    found(blind, House.sha256("bytes"), 5L, null);
    House.waitUntil(() -> wheel().get("hashes").equals(Map.of("sha256", House.sha256("bytes"))));
    assertThat(hash(blind)).isNull();
  }

  private Object hash(String key) {
    Map<String, Object> file =
        House.parse(house.get("/internal/file?repo=main&name=" + WHEEL + "&key=" + key).body());
    return ((Map<?, ?>) file.get("upstream")).get("hash");
  }

  @Test
  void ofFilesThatShareAKeyTheListedOneLearns() {
    var blind = file(WHEEL).with("sha256", null);
    for (int size : new int[] {1, 2, 1}) {
      house.sync.answer("pypi", "demo", page("\"%d\"".formatted(size), blind.with("size", size)));
      house.later(Duration.ofMinutes(11));
      wheel();
    }
    String key = ((String) wheel().get("url")).split("/")[3];
    found(key, House.sha256("bytes"), 1L, null);
    found(key, House.sha256("bytes"), 1L, null);
    House.waitUntil(() -> redis.shared().sync().xlen("larder:found") == 0);
    assertThat(house.query("select file from file_state"))
        .isEqualTo(house.query("select id from file where to_serial is null"));
  }

  @Test
  void theHashOfABlindFileFixesItsKeyAndTheOldUrlIsStillAnswered() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL).with("sha256", null)));
    String blind = ((String) wheel().get("url")).split("/")[3];
    assertThat(blind).matches("u-[0-9a-f]{40}");
    found(blind, House.sha256("bytes"), null, null);
    House.waitUntil(() -> wheel().get("hashes").equals(Map.of("sha256", House.sha256("bytes"))));
    assertThat((String) wheel().get("url")).contains("/" + House.sha256("bytes") + "/");
    for (String key : new String[] {blind, House.sha256("bytes")}) {
      assertThat(
              House.parse(
                  house.get("/internal/file?repo=main&name=" + WHEEL + "&key=" + key).body()))
          .containsEntry("sha256", House.sha256("bytes"));
    }
    house.later(Duration.ofMinutes(11));
    assertThat((String) wheel().get("url")).contains("/" + House.sha256("bytes") + "/");
    house.sync.answer("pypi", "demo", unchanged());
    assertThat(house.query("select filename from file")).hasSize(1);
  }
}
