package dev.larder.blob.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeIndex;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.Service;
import dev.larder.blob.testing.TestRedis;
import io.lettuce.core.RedisException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoherenceTest {
  @TempDir Path cache;
  private TestRedis redis;
  private FakeIndex index;
  private FakeUpstream upstream;
  private Service service;
  private FileEntry entry;
  private final byte[] file = Fixture.fresh(1000);

  @BeforeEach
  void start() throws Exception {
    redis = new TestRedis();
    redis.changed(1, "repo:1");
    index = new FakeIndex();
    upstream = new FakeUpstream().at("/demo-1.0.tar.gz", FakeUpstream.gives(file));
    service = Service.start(index.url(), redis.url(), "http://127.0.0.1:9", cache);
    entry = FileEntry.mirrored("demo-1.0.tar.gz", file, upstream.url("/demo-1.0.tar.gz"));
    index.shows(entry);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    index.close();
    upstream.close();
    redis.close();
  }

  private int status() throws Exception {
    return Http.get(service, entry.path()).status();
  }

  /** Asks until the answer comes without asking index-service. */
  private void untilCached() throws Exception {
    Await.until(
        () -> {
          int before = index.asked();
          return status() == 200 && index.asked() == before;
        });
  }

  @Test
  void anAnswerIsKeptAndIndexServiceMayBeAway() throws Exception {
    untilCached();
    index.close();

    assertThat(status()).isEqualTo(200);
  }

  @Test
  void aFileThatWasTakenAwayIsGoneForTheNextRequest() throws Exception {
    untilCached();
    index.hides(entry);
    redis.changed(2, "project:2/demo");

    assertThat(status()).isEqualTo(404);
  }

  @Test
  void aChangeElsewhereLeavesTheAnswerInTheCache() throws Exception {
    untilCached();
    redis.changed(2, "project:2/other");
    untilCached();
    index.close();

    assertThat(status()).isEqualTo(200);
  }

  @Test
  void withoutRedisTheCacheIsPassedByAndEverythingWorks() throws Exception {
    untilCached();
    redis.stop();
    index.hides(entry);

    assertThat(status()).isEqualTo(404);
    index.shows(entry);
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void whenRedisComesBackEmptyTheCacheIsUsedAgain() throws Exception {
    untilCached();
    redis.stop();
    index.shows(entry.withSerial(3));
    assertThat(status()).isEqualTo(200);
    redis.start();
    Await.until(
        () -> {
          try {
            redis.changed(3, "repo:1");
            return true;
          } catch (RedisException e) {
            return false;
          }
        });

    untilCached();
  }
}
