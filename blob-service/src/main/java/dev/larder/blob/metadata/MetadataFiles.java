package dev.larder.blob.metadata;

import dev.larder.blob.cache.CacheName;
import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.document.Document;
import dev.larder.blob.document.Documents;
import dev.larder.blob.document.Searches;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Filled;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.fill.Follower;
import dev.larder.blob.fill.NoRoomException;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.found.Discoveries;
import dev.larder.blob.location.Location;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.ProjectName;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files' core metadata (PEP 658): what was uploaded with it, or was had before, else the
 * upstream's, promised or not, else what lies in the wheel. Blocking.
 *
 * <p>What lies in the file itself is kept in S3 once, by the file's sha256, and read there for a
 * source that proved that it has the file; what an upstream gave may be forged, even if it is what
 * that upstream promised, so it is kept for its owner alone. On disk all of it bears its owner's
 * name.
 */
public final class MetadataFiles {
  private static final Logger log = LoggerFactory.getLogger(MetadataFiles.class);

  /** What lies in the file, or was uploaded with it. */
  private static final String OWN = ".metadata";

  /** What an upstream gave. */
  private static final String GIVEN = ".given-metadata";

  /** Where a project's name stands, if it is core metadata at all. */
  private static final int HEAD = 64 << 10;

  private final MetadataCache cache;
  private final Documents documents;
  private final Proofs proofs;
  private final Upstreams upstreams;
  private final Discoveries discoveries;
  private final Searches<Location> searches = new Searches<>();

  public MetadataFiles(
      DiskCache disk,
      ObjectStore store,
      Documents documents,
      Proofs proofs,
      Upstreams upstreams,
      Discoveries discoveries) {
    this.cache = new MetadataCache(disk, store, documents);
    this.documents = documents;
    this.proofs = proofs;
    this.upstreams = upstreams;
    this.discoveries = discoveries;
  }

  /**
   * The metadata of a file, to be closed; empty when it has none. Who asks for the same while it is
   * sought shares the answer.
   *
   * @throws FillFailure when it can't be had now
   * @throws BudgetSpentException when there is no room for it in memory now
   */
  public Optional<Document> of(Wanted wanted, Fills fills) throws FillFailure {
    return searches.find(wanted.location(), () -> seek(wanted, fills));
  }

  private Optional<Document> seek(Wanted wanted, Fills fills) throws FillFailure {
    Location location = wanted.location();
    CacheName own = wanted.name().with(OWN);
    Optional<Document> stored = trusted(location, cache.onDisk(own));
    if (stored.isPresent()) {
      return stored;
    }
    if (location.kept() != null && location.kept().metadataKey() != null) {
      return Optional.of(kept(location, own));
    }
    if (!location.wheel()) {
      return Optional.empty();
    }
    if (location.kept() == null) {
      stored = mirrored(wanted, own);
    }
    return stored.isPresent() ? stored : fromWheel(wanted, fills);
  }

  private Document kept(Location location, CacheName name) throws FillFailure {
    try {
      Document metadata =
          trusted(location, cache.inStore(location.kept().metadataKey(), location.source()))
              .orElseThrow(
                  () ->
                      FillFailure.unavailable(
                          "The metadata of %s is not where it should be; an administrator should look."
                              .formatted(location.filename())));
      cache.keepOnDisk(name, metadata.bytes());
      return metadata;
    } catch (FillFailure e) {
      throw e;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      throw FillFailure.unavailable("The object store can't be reached now; try again.");
    }
  }

  private Optional<Document> mirrored(Wanted wanted, CacheName own) {
    Location location = wanted.location();
    CacheName given = wanted.name().with(GIVEN);
    String object = Proofs.given(wanted.name().content(), wanted.owner()) + OWN;
    Optional<Document> stored =
        trusted(location, cache.onDisk(given))
            .or(() -> extractedBefore(wanted, own))
            .or(() -> stored(location, object, given));
    return stored.isEmpty() ? fromUpstream(location, object, given) : stored;
  }

  /** What lies in the file is for who has the file. */
  private Optional<Document> extractedBefore(Wanted wanted, CacheName own) {
    Optional<String> sha256 = wanted.location().digest();
    try {
      return sha256.isPresent() && proofs.holds(wanted.owner(), sha256.get())
          ? stored(wanted.location(), extracted(sha256.get()), own)
          : Optional.empty();
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private static String extracted(String sha256) {
    return "cache/" + sha256 + OWN;
  }

  private Optional<Document> stored(Location location, String object, CacheName name) {
    try {
      Optional<Document> stored = trusted(location, cache.inStore(object, location.source()));
      stored.ifPresent(m -> cache.keepOnDisk(name, m.bytes()));
      return stored;
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Document> fromUpstream(Location location, String object, CacheName name) {
    try {
      Optional<Document> metadata =
          trusted(
              location,
              upstreams.metadata(location, documents.reader(location, MetadataCache.LONGEST)));
      if (metadata.isPresent()
          && location.metadataDigest().isEmpty()
          && !tellsOf(location, metadata.get())) {
        metadata.get().close();
        metadata = Optional.empty();
      }
      if (metadata.isEmpty() && location.upstream().metadata()) {
        log.warn(
            "The upstream has not the metadata of {} that it promised; it is taken from the wheel",
            location.filename());
      }
      metadata.ifPresent(
          m -> {
            cache.keepOnDisk(name, m.bytes());
            cache.keepInStore(object, m.bytes());
          });
      return metadata;
    } catch (FillFailure e) {
      log.warn("{} The metadata is taken from the wheel.", e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether it is core metadata of the project at all, and no error page, say. */
  private static boolean tellsOf(Location location, Document metadata) {
    byte[] bytes = metadata.bytes();
    byte[] head = bytes.length <= HEAD ? bytes : Arrays.copyOf(bytes, HEAD);
    return CoreMetadata.parse(head) instanceof CoreMetadata.Read(CoreMetadata read)
        && ProjectName.parse(location.project()).equals(Optional.of(read.name()));
  }

  private Optional<Document> fromWheel(Wanted wanted, Fills fills) throws FillFailure {
    Location location = wanted.location();
    try (OpenFile wheel = wheel(wanted, fills)) {
      Optional<WheelMetadata> metadata =
          WheelMetadata.of(wheel, location.filename(), documents, location.source());
      if (metadata.isPresent()) {
        keep(wanted.name(), metadata.get());
        String sha256 = metadata.get().document().sha256();
        if (location.kept() == null && !location.metadataDigest().equals(Optional.of(sha256))) {
          discoveries.metadata(wanted, sha256);
        }
      }
      return metadata.map(WheelMetadata::document);
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

  /** Where it depends on the file's name which metadata is its, it isn't kept by the content. */
  private void keep(CacheName file, WheelMetadata metadata) {
    if (!metadata.only()) {
      return;
    }
    cache.keepOnDisk(file.with(OWN), metadata.document().bytes());
    if (file.isShared()) {
      cache.keepInStore(extracted(file.content()), metadata.document().bytes());
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
    Optional<WheelMetadata> metadata;
    try {
      metadata = WheelMetadata.of(wheel, location.filename(), documents, location.source());
    } catch (BudgetSpentException e) {
      log.info("The metadata of {} is read when it is asked for", location.filename());
      return Optional.empty();
    }
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    try (Document document = metadata.get().document()) {
      keep(filled.wanted().name().by(filled.sha256()), metadata.get());
      return Optional.of(document.sha256());
    }
  }

  /** Drops what isn't what was promised. */
  private static Optional<Document> trusted(Location location, Optional<Document> metadata) {
    Optional<String> promised = location.metadataDigest();
    if (metadata.isPresent()
        && promised.isPresent()
        && !promised.get().equals(metadata.get().sha256())) {
      metadata.get().close();
      return Optional.empty();
    }
    return metadata;
  }
}
