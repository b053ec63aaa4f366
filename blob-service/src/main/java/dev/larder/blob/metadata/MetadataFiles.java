package dev.larder.blob.metadata;

import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Filled;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.fill.Follower;
import dev.larder.blob.fill.NoRoomException;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.found.Discoveries;
import dev.larder.blob.location.Location;
import dev.larder.blob.upstream.Upstreams;
import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.ProjectName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files' core metadata (PEP 658): what was uploaded with it, or was had before, else the
 * upstream's, else what lies in the wheel. Metadata that was promised but can't be had from the
 * upstream is taken from the wheel. Blocking.
 *
 * <p>What lies in the file itself is kept by the file's name, for every source that has it; what an
 * upstream gave may be forged, even if it is what that upstream promised, so it is kept for its
 * source alone.
 */
public final class MetadataFiles {
  private static final Logger log = LoggerFactory.getLogger(MetadataFiles.class);

  private final MetadataShelf shelf;
  private final Upstreams upstreams;
  private final Discoveries discoveries;
  private final Map<Location, CompletableFuture<Optional<byte[]>>> searches =
      new ConcurrentHashMap<>();

  public MetadataFiles(MetadataShelf shelf, Upstreams upstreams, Discoveries discoveries) {
    this.shelf = shelf;
    this.upstreams = upstreams;
    this.discoveries = discoveries;
  }

  /**
   * The metadata of a file; empty when it has none. Who asks for the same while it is sought shares
   * the answer.
   *
   * @throws FillFailure when it can't be had now
   */
  public Optional<byte[]> of(Wanted wanted, Fills fills) throws FillFailure {
    CompletableFuture<Optional<byte[]>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<byte[]>> sought = searches.putIfAbsent(wanted.location(), mine);
    if (sought != null) {
      return shared(sought);
    }
    try {
      mine.complete(seek(wanted, fills));
    } catch (FillFailure | RuntimeException e) {
      mine.completeExceptionally(e);
    } finally {
      searches.remove(wanted.location());
    }
    return shared(mine);
  }

  private static Optional<byte[]> shared(CompletableFuture<Optional<byte[]>> search)
      throws FillFailure {
    try {
      return search.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FillFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Optional<byte[]> seek(Wanted wanted, Fills fills) throws FillFailure {
    Location location = wanted.location();
    String name = wanted.name() + ".metadata";
    Optional<byte[]> stored = trusted(location, shelf.onDisk(name));
    if (stored.isPresent()) {
      return stored;
    }
    if (location.kept() != null && location.kept().metadataKey() != null) {
      return kept(location, name);
    }
    if (!location.wheel()) {
      return Optional.empty();
    }
    if (location.kept() == null) {
      stored = mirrored(wanted, name);
    }
    return stored.isPresent() ? stored : fromWheel(wanted, fills);
  }

  private Optional<byte[]> kept(Location location, String name) throws FillFailure {
    try {
      Optional<byte[]> metadata = trusted(location, shelf.inStore(location.kept().metadataKey()));
      if (metadata.isEmpty()) {
        throw FillFailure.unavailable(
            "The metadata of %s is not where it should be; an administrator should look."
                .formatted(location.filename()));
      }
      shelf.keepOnDisk(name, metadata.get());
      return metadata;
    } catch (FillFailure e) {
      throw e;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      throw FillFailure.unavailable("The object store can't be reached now; try again.");
    }
  }

  private Optional<byte[]> mirrored(Wanted wanted, String name) {
    Location location = wanted.location();
    String given = "%s.%d.metadata".formatted(wanted.name(), location.source());
    Optional<byte[]> stored =
        trusted(location, shelf.onDisk(given))
            .or(() -> stored(location, name))
            .or(() -> stored(location, given));
    return stored.isEmpty() && location.upstream().metadata()
        ? fromUpstream(location, given)
        : stored;
  }

  private Optional<byte[]> stored(Location location, String name) {
    try {
      Optional<byte[]> stored = trusted(location, shelf.inStore("cache/" + name));
      stored.ifPresent(m -> shelf.keepOnDisk(name, m));
      return stored;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> fromUpstream(Location location, String name) {
    try {
      Optional<byte[]> metadata =
          trusted(location, upstreams.metadata(location, MetadataShelf.LONGEST))
              .filter(m -> location.metadataDigest().isPresent() || tellsOf(location, m));
      if (metadata.isEmpty()) {
        log.warn(
            "The upstream has not the metadata of {} that it promised; it is taken from the wheel",
            location.filename());
      }
      metadata.ifPresent(m -> shelf.keep(name, m));
      return metadata;
    } catch (FillFailure e) {
      log.warn("{} The metadata is taken from the wheel.", e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether it is core metadata of the project at all, and no error page, say. */
  private static boolean tellsOf(Location location, byte[] metadata) {
    return CoreMetadata.parse(metadata) instanceof CoreMetadata.Read(CoreMetadata read)
        && ProjectName.parse(location.project()).equals(Optional.of(read.name()));
  }

  private Optional<byte[]> fromWheel(Wanted wanted, Fills fills) throws FillFailure {
    try (OpenFile wheel = wheel(wanted, fills)) {
      Optional<byte[]> metadata =
          WheelMetadata.of(wheel, wanted.location().filename(), MetadataShelf.LONGEST);
      metadata.ifPresent(m -> extracted(wanted, m));
      return metadata;
    }
  }

  /** Waits for the wheel on disk. */
  private static OpenFile wheel(Wanted wanted, Fills fills) throws FillFailure {
    return switch (fills.get(wanted)) {
      case Fills.Held.There(OpenFile file) -> file;
      case Fills.Held.OnItsWay(Follower follower) -> {
        try (follower) {
          follower.awaitWhole();
          yield follower.file().hold();
        } catch (NoRoomException e) {
          throw FillFailure.unavailable(
              "There is no room to look into %s.".formatted(wanted.location().filename()));
        }
      }
    };
  }

  private void extracted(Wanted wanted, byte[] metadata) {
    if (wanted.location().kept() != null) {
      shelf.keepOnDisk(wanted.name() + ".metadata", metadata);
      return;
    }
    shelf.keep(wanted.name() + ".metadata", metadata);
    String sha256 = MetadataShelf.sha256(metadata);
    if (!wanted.location().metadataDigest().equals(Optional.of(sha256))) {
      discoveries.metadata(wanted, sha256);
    }
  }

  /**
   * A mirrored wheel came whole: reads its metadata where the upstream has none, so that index
   * pages may promise it from now on. Answers its sha256.
   */
  public Optional<String> learn(Filled filled, OpenFile wheel) {
    Location location = filled.wanted().location();
    boolean known = location.metadataSha256() != null || location.upstream().metadata();
    if (known || !location.wheel()) {
      return Optional.empty();
    }
    Optional<byte[]> metadata = WheelMetadata.of(wheel, location.filename(), MetadataShelf.LONGEST);
    metadata.ifPresent(m -> shelf.keep(filled.sha256() + ".metadata", m));
    return metadata.map(MetadataShelf::sha256);
  }

  /** Drops what isn't what was promised. */
  private static Optional<byte[]> trusted(Location location, Optional<byte[]> metadata) {
    return metadata.filter(
        m -> location.metadataDigest().map(MetadataShelf.sha256(m)::equals).orElse(true));
  }
}
