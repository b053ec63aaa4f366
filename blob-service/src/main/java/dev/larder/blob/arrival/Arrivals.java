package dev.larder.blob.arrival;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.fill.Filled;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.found.Discoveries;
import dev.larder.blob.metadata.MetadataFiles;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a mirrored file that came whole: that its source has it is written down, it is
 * put to S3 unless it is there, and what was learnt is told. Failures are logged; the file is on
 * disk, and can be had from the upstream again.
 */
public final class Arrivals implements Fills.Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  /** Puts at a time, so that a burst of downloads doesn't become a burst of uploads. */
  private static final int PUTS = 4;

  private static final RetryPolicy<Object> RETRIES =
      RetryPolicy.builder()
          .handle(StoreException.class)
          .withMaxAttempts(4)
          .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30))
          .build();

  private final DiskCache disk;
  private final ObjectStore store;
  private final Proofs proofs;
  private final MetadataFiles metadata;
  private final Discoveries discoveries;
  private final Semaphore puts = new Semaphore(PUTS);

  public Arrivals(
      DiskCache disk,
      ObjectStore store,
      Proofs proofs,
      MetadataFiles metadata,
      Discoveries discoveries) {
    this.disk = disk;
    this.store = store;
    this.proofs = proofs;
    this.metadata = metadata;
    this.discoveries = discoveries;
  }

  @Override
  public void whole(Filled filled) {
    if (filled.wanted().location().kept() != null) {
      return;
    }
    boolean proven = prove(filled);
    Optional<OpenFile> file = disk.find(filled.name(), OptionalLong.of(filled.size()));
    if (file.isEmpty()) {
      log.info("{} has left the cache already", filled.wanted().location().filename());
      return;
    }
    try (OpenFile opened = file.get()) {
      discoveries.whole(filled, metadata.learn(filled, opened));
      if (!filled.origin().stored()) {
        put(filled, proven);
      }
    }
  }

  @Override
  public void passed(Filled filled) {
    if (filled.wanted().location().kept() == null) {
      prove(filled);
    }
  }

  /** The one place where a proof is written: a source's own download was verified. */
  private boolean prove(Filled filled) {
    if (filled.origin().stored()) {
      return true;
    }
    try {
      proofs.add(filled.wanted().owner(), filled.sha256());
      return true;
    } catch (StoreException e) {
      log.warn("{}", e.getMessage());
      return false;
    }
  }

  private void put(Filled filled, boolean proven) {
    String key = "cache/" + filled.sha256();
    Path path = disk.path(filled.name());
    puts.acquireUninterruptibly();
    try {
      Failsafe.with(RETRIES).run(() -> put(filled, proven, key, path));
    } catch (FailsafeException e) {
      log.warn("{} is not in S3: {}", key, e.getCause().getMessage());
    } finally {
      puts.release();
    }
  }

  /** What another source's download put there is as good, unless it turned out wrong. */
  private void put(Filled filled, boolean proven, String key, Path path) throws StoreException {
    if (!proven) {
      proofs.add(filled.wanted().owner(), filled.sha256());
    }
    if (filled.replaces() || !store.size(key).equals(OptionalLong.of(filled.size()))) {
      store.put(key, path);
    }
  }
}
