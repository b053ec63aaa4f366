package dev.larder.blob.companion;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.Location;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files' signatures and provenance: what was uploaded with a file, or what its upstream says.
 * Whoever has a file's bytes can't tell what belongs to it, so what one source gave is never served
 * as another's. Blocking.
 */
public final class CompanionFiles {
  /** The longest that is served, in bytes; real ones have some tens of thousands. */
  static final int LONGEST = 2 << 20;

  private static final Logger log = LoggerFactory.getLogger(CompanionFiles.class);

  private final ObjectStore store;
  private final Upstreams upstreams;

  public CompanionFiles(ObjectStore store, Upstreams upstreams) {
    this.store = store;
    this.upstreams = upstreams;
  }

  /**
   * What belongs to a file; empty when there is none.
   *
   * @throws FillFailure when it can't be had now
   */
  public Optional<byte[]> of(Wanted wanted, Companion companion) throws FillFailure {
    Location location = wanted.location();
    return location.kept() != null ? kept(location, companion) : mirrored(wanted, companion);
  }

  private Optional<byte[]> kept(Location location, Companion companion) throws FillFailure {
    String key =
        switch (companion) {
          case SIGNATURE -> location.kept().signatureKey();
          case PROVENANCE -> location.kept().provenanceKey();
        };
    if (key == null) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> bytes = read(key);
      if (bytes.isEmpty()) {
        throw FillFailure.unavailable(
            "The %s of %s is not where it should be; an administrator should look."
                .formatted(companion.words(), location.filename()));
      }
      return bytes;
    } catch (FillFailure e) {
      throw e;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      throw FillFailure.unavailable("The object store can't be reached now; try again.");
    }
  }

  private Optional<byte[]> mirrored(Wanted wanted, Companion companion) throws FillFailure {
    Location location = wanted.location();
    boolean promised =
        switch (companion) {
          case SIGNATURE -> location.upstream().signature();
          case PROVENANCE -> location.upstream().provenance() != null;
        };
    if (!promised) {
      return Optional.empty();
    }
    String key = "cache/%s.%d%s".formatted(wanted.name(), location.source(), companion.suffix());
    Optional<byte[]> before = stored(key);
    if (before.isPresent()) {
      return before;
    }
    Optional<byte[]> bytes = fromUpstream(location, companion);
    if (bytes.isPresent()) {
      if (!Shape.fits(companion, bytes.get())) {
        throw FillFailure.badGateway(
            "What the upstream %s gave for the %s of %s is none."
                .formatted(location.upstream().source(), companion.words(), location.filename()));
      }
      keep(key, bytes.get());
    }
    return bytes;
  }

  private Optional<byte[]> fromUpstream(Location location, Companion companion) throws FillFailure {
    return switch (companion) {
      case SIGNATURE -> upstreams.signature(location, LONGEST);
      case PROVENANCE -> upstreams.provenance(location, LONGEST);
    };
  }

  private Optional<byte[]> stored(String key) {
    try {
      return read(key);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> read(String key) throws IOException {
    Optional<ObjectStore.Stored> stored = store.open(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectStore.Stored object = stored.get()) {
      return Optional.of(object.body().readNBytes(LONGEST));
    }
  }

  private void keep(String key, byte[] bytes) {
    try {
      store.put(key, bytes);
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
  }
}
