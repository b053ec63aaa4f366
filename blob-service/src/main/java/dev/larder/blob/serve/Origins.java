package dev.larder.blob.serve;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.MinimumRate;
import dev.larder.blob.fill.MinimumRateOrigin;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.fill.ProvenOrigin;
import dev.larder.blob.fill.StoreOrigin;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.FileKey;
import dev.larder.blob.location.Location;
import dev.larder.blob.owner.Contents;
import dev.larder.blob.owner.Owner;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.owner.Uses;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import java.util.List;

/**
 * Where a file's bytes are to be tried. An upload is where its row says. A mirrored file is in S3
 * for a source that proved that it has it, then at the upstream.
 */
public final class Origins {
  private final ObjectStore store;
  private final Proofs proofs;
  private final Uses uses;
  private final Upstreams upstreams;
  private final MinimumRate minimumRate;

  public Origins(
      ObjectStore store, Proofs proofs, Uses uses, Upstreams upstreams, MinimumRate minimumRate) {
    this.store = store;
    this.proofs = proofs;
    this.uses = uses;
    this.upstreams = upstreams;
    this.minimumRate = minimumRate;
  }

  /**
   * The places of a file.
   *
   * @throws FillFailure when the upstream's URL makes no sense
   */
  public Wanted of(FileKey key, Location location) throws FillFailure {
    if (location.kept() != null) {
      return new Wanted(
          key, location, List.of(new StoreOrigin(store, location.kept().key(), true)));
    }
    Origin upstream = new MinimumRateOrigin(upstreams.origin(location), minimumRate);
    List<Origin> origins =
        location
            .digest()
            .map(sha256 -> List.of(stored(location, sha256), upstream))
            .orElse(List.of(upstream));
    return new Wanted(key, location, origins);
  }

  private Origin stored(Location location, String sha256) {
    return new ProvenOrigin(
        new StoreOrigin(store, Contents.FOLDER + sha256, false),
        proofs,
        uses,
        Owner.of(location),
        sha256);
  }
}
