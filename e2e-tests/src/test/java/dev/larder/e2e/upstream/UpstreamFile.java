package dev.larder.e2e.upstream;

import dev.larder.e2e.wheel.Distribution;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A file of the upstream and how it behaves, which a test may change at any time. */
public final class UpstreamFile {
  private final Distribution distribution;
  private volatile Instant uploadTime = Instant.parse("2024-03-01T12:00:00Z");
  private volatile Optional<String> yanked = Optional.empty();
  private volatile boolean hasMetadata = true;
  private volatile FileFault fault = FileFault.NONE;
  private final AtomicLong given = new AtomicLong();

  UpstreamFile(Distribution distribution) {
    this.distribution = distribution;
  }

  public Distribution distribution() {
    return distribution;
  }

  public UpstreamFile uploadedAt(String instant) {
    uploadTime = Instant.parse(instant);
    return this;
  }

  public UpstreamFile yankedBecause(String reason) {
    yanked = Optional.of(reason);
    return this;
  }

  /** Doesn't offer {@code .metadata}. */
  public UpstreamFile withoutMetadata() {
    hasMetadata = false;
    return this;
  }

  public UpstreamFile failing(FileFault how) {
    fault = how;
    return this;
  }

  /** How many bytes of it anybody was given so far. */
  public long given() {
    return given.get();
  }

  void gave(long bytes) {
    given.addAndGet(bytes);
  }

  public Instant uploadTime() {
    return uploadTime;
  }

  Optional<String> yanked() {
    return yanked;
  }

  boolean hasMetadata() {
    return hasMetadata && distribution.isWheel();
  }

  FileFault fault() {
    return fault;
  }

  /** The path of the file's URL. */
  public String path() {
    return "/files/" + distribution.sha256().substring(0, 12) + "/" + distribution.filename();
  }
}
