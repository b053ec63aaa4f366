package dev.larder.blob.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeIndex;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import dev.larder.blob.testing.S3;
import dev.larder.blob.testing.Service;
import dev.larder.blob.testing.TestRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound of the object store, with two replicas. */
class StoreSweepScheduleTest {
  private static final int SIZE = 100_000;
  private static final long BOUND = 10L * SIZE;

  @TempDir Path bucket;
  @TempDir Path firstCache;
  @TempDir Path secondCache;

  @Test
  void mirroredFilesStayWithinTheBoundAndWhatWentIsFetchedAgain() throws Exception {
    try (S3 s3 = new S3(bucket);
        TestRedis redis = new TestRedis();
        FakeIndex index = new FakeIndex();
        FakeUpstream upstream = new FakeUpstream();
        Service first = start(index, redis, s3, firstCache);
        Service second = start(index, redis, s3, secondCache)) {
      s3.put("kept/mine", new byte[SIZE]);
      List<byte[]> files = new ArrayList<>();
      List<FileEntry> entries = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        byte[] file = Fixture.fresh(SIZE);
        String name = "demo-" + i + ".0.tar.gz";
        upstream.at("/" + name, FakeUpstream.gives(file));
        FileEntry entry = FileEntry.mirrored(name, file, upstream.url("/" + name));
        index.shows(entry);
        assertThat(Http.get(i % 2 == 0 ? first : second, entry.path()).body()).isEqualTo(file);
        files.add(file);
        entries.add(entry);
      }
      Await.until(() -> first.isIdle() && second.isIdle());

      Await.until(() -> stored(s3, entries).size() <= BOUND / SIZE);

      assertThat(s3.holds("kept/mine")).isTrue();
      for (int i = 0; i < 20; i++) {
        assertThat(Http.get(i % 2 == 0 ? second : first, entries.get(i).path()).body())
            .isEqualTo(files.get(i));
      }
    }
  }

  private static Service start(FakeIndex index, TestRedis redis, S3 s3, Path cache) {
    return Service.start(
        index.url(),
        redis.url(),
        s3.url(),
        cache,
        "larder.blob.store-size",
        Long.toString(BOUND),
        "larder.blob.sweep-every",
        "500ms");
  }

  private static List<FileEntry> stored(S3 s3, List<FileEntry> entries) {
    return entries.stream().filter(entry -> s3.holds("cache/" + entry.sha256())).toList();
  }
}
