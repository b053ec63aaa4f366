package dev.larder.blob.upstream;

import dev.larder.blob.fill.ByteRange;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.location.Location;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** An upstream that isn't to be asked, by an administrator's word. */
final class OfflineOrigin implements Origin {
  private final Location location;

  OfflineOrigin(Location location) {
    this.location = location;
  }

  static FillFailure refusal(Location location) {
    return FillFailure.unavailable(
        "Source '%1$s' is offline: its upstream isn't asked, and %2$s isn't here; 'larder online --source=%1$s' ends that."
            .formatted(location.upstream().source(), location.filename()));
  }

  @Override
  public String label() {
    return "the upstream " + UpstreamClient.label(location.upstream());
  }

  @Override
  public boolean stored() {
    return false;
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    throw refusal(location);
  }

  @Override
  public Optional<Part> open(ByteRange range, OptionalLong size) throws FillFailure {
    throw refusal(location);
  }

  @Override
  public FillFailure broken(IOException e) {
    return refusal(location);
  }
}
