package dev.larder.blob.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The service and everything around it, for one test. */
public final class Fixture implements AutoCloseable {
  private static final Parts PARTS = new Parts();

  private static final AtomicInteger SEED = new AtomicInteger(1000);

  private final Service service;
  private final FakeIndex index;
  private final FakeUpstream upstream;

  private Fixture(Service service, FakeIndex index, FakeUpstream upstream) {
    this.service = service;
    this.index = index;
    this.upstream = upstream;
  }

  /** Redis and S3, started once for all tests. */
  private static final class Parts {
    private TestRedis redis;
    private S3 s3;

    synchronized TestRedis redis() {
      try {
        redis = redis == null ? new TestRedis() : redis;
        return redis;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    synchronized S3 s3() {
      try {
        s3 = s3 == null ? new S3(Files.createTempDirectory("s3")) : s3;
        return s3;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Starts it; settings as name, value, name, value. */
  public static Fixture start(Path cache, String... settings) throws Exception {
    FakeIndex index = new FakeIndex();
    Service service =
        Service.start(index.url(), PARTS.redis().url(), PARTS.s3().url(), cache, settings);
    return new Fixture(service, index, new FakeUpstream());
  }

  /** Bytes that no other test has, as S3 is the same for all. */
  public static byte[] fresh(int length) {
    return Bytes.random(SEED.getAndIncrement(), length);
  }

  public Service service() {
    return service;
  }

  public FakeIndex index() {
    return index;
  }

  public FakeUpstream upstream() {
    return upstream;
  }

  public TestRedis redis() {
    return PARTS.redis();
  }

  public S3 s3() {
    return PARTS.s3();
  }

  /** A mirrored file that the upstream treats so, shown by the index. */
  public FileEntry mirrors(String filename, byte[] bytes, FakeUpstream.Behaviour behaviour) {
    upstream.at("/" + filename, behaviour);
    FileEntry entry = FileEntry.mirrored(filename, bytes, upstream.url("/" + filename));
    index.shows(entry);
    return entry;
  }

  /** Lets S3 hold a mirrored file's bytes, and that its source delivered them. */
  public void stores(FileEntry entry, byte[] bytes) throws Exception {
    s3().put("cache/" + entry.sha256(), bytes);
    proves(entry);
  }

  /** Lets S3 hold that a mirrored file's source delivered it. */
  public void proves(FileEntry entry) throws Exception {
    s3().put("proof/" + entry.sha256() + "/" + entry.owner(), new byte[] {'1'});
  }

  /** Ends when nothing is written to the cache's folder any more. */
  @Override
  public void close() throws Exception {
    upstream.close();
    Await.until(service::isIdle);
    service.close();
    index.close();
  }
}
