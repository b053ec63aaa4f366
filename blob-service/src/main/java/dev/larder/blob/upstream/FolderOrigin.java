package dev.larder.blob.upstream;

import dev.larder.blob.fill.ByteRange;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.location.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A file in a folder that is an upstream. */
final class FolderOrigin implements Origin {
  private final Location location;
  private final Path path;

  FolderOrigin(Location location, Path path) {
    this.location = location;
    this.path = path;
  }

  @Override
  public String label() {
    return "the upstream folder of " + location.upstream().source();
  }

  @Override
  public boolean stored() {
    return false;
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    try {
      return Optional.of(
          new Opened(Files.newInputStream(path), OptionalLong.of(Files.size(path)), true));
    } catch (NoSuchFileException e) {
      throw FillFailure.gone(
          "The upstream folder of %s has no %s any more."
              .formatted(location.upstream().source(), location.filename()));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Never: the whole file is had as quickly. */
  @Override
  public Optional<Part> open(ByteRange range, OptionalLong size) {
    return Optional.empty();
  }

  @Override
  public FillFailure broken(IOException e) {
    return FillFailure.badGateway(
        "The upstream %s can't be read: %s (%s)."
            .formatted(
                location.upstream().source(), location.filename(), e.getClass().getSimpleName()));
  }
}
