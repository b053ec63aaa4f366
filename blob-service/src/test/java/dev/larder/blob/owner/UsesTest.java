package dev.larder.blob.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.Bytes;
import dev.larder.blob.testing.S3;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsesTest {
  private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
  private static final String SHA256 = Bytes.sha256(new byte[] {1});
  private static final String OTHER = Bytes.sha256(new byte[] {2});
  private static final Owner OWNER = new Owner(2, 1);

  @TempDir Path folder;
  private S3 s3;
  private ObjectStore store;
  private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");

  @BeforeEach
  void start() throws Exception {
    s3 = new S3(folder);
    store = s3.store();
  }

  @AfterEach
  void stop() throws Exception {
    s3.close();
  }

  private Uses uses(int capacity) {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    return new Uses(new Proofs(store, 10), clock, capacity);
  }

  private String proof(String sha256) {
    return "proof/" + sha256 + "/" + OWNER;
  }

  private void prove(String sha256) throws Exception {
    s3.put(proof(sha256), new byte[] {'1'});
    s3.dates(proof(sha256), OLD);
  }

  private boolean isNoted(String sha256) throws Exception {
    return !s3.date(proof(sha256)).equals(OLD);
  }

  @Test
  void aUseIsADateOfItsProofOnceAnHour() throws Exception {
    Uses uses = uses(10);
    prove(SHA256);
    uses.used(OWNER, SHA256);
    Await.until(() -> isNoted(SHA256));

    prove(SHA256);
    prove(OTHER);
    now = now.plusSeconds(3599);
    uses.used(OWNER, SHA256);
    uses.used(OWNER, OTHER);
    Await.until(() -> isNoted(OTHER));
    assertThat(isNoted(SHA256)).isFalse();

    now = now.plusSeconds(1);
    uses.used(OWNER, SHA256);
    Await.until(() -> isNoted(SHA256));
  }

  @Test
  void withoutABoundNothingIsNoted() throws Exception {
    prove(SHA256);
    uses(0).used(OWNER, SHA256);
    prove(OTHER);
    uses(10).used(OWNER, OTHER);
    Await.until(() -> isNoted(OTHER));
    assertThat(isNoted(SHA256)).isFalse();
  }
}
