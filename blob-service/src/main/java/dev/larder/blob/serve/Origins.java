package dev.larder.blob.serve;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.StoreOrigin;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.FileKey;
import dev.larder.blob.location.Location;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import java.util.List;

/** Where a file's bytes are to be tried: S3 first, then the upstream. */
public final class Origins {
  private final ObjectStore store;
  private final Upstreams upstreams;

  public Origins(ObjectStore store, Upstreams upstreams) {
    this.store = store;
    this.upstreams = upstreams;
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
    String object = "cache/" + location.digest().orElse(key.value());
    return new Wanted(
        key, location, List.of(new StoreOrigin(store, object, false), upstreams.origin(location)));
  }
}
