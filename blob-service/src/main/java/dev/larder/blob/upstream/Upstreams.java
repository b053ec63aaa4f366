package dev.larder.blob.upstream;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.location.Location;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.Response;

/** Where mirrored files come from: over HTTP, or from a folder. */
public final class Upstreams {
  private final UpstreamClient client;

  public Upstreams(UpstreamClient client) {
    this.client = client;
  }

  /**
   * The origin of a mirrored file.
   *
   * @throws FillFailure when its URL makes no sense
   */
  public Origin origin(Location location) throws FillFailure {
    return folder(location.upstream())
        ? new FolderOrigin(location, path(location.upstream(), ""))
        : new HttpOrigin(client, location);
  }

  /**
   * The upstream's {@code {url}.metadata} (PEP 658).
   *
   * @param atMost the bytes that are read; a longer one counts as missing
   * @return empty when the upstream has none, or says that it comes encoded
   * @throws FillFailure when the upstream fails
   */
  public Optional<byte[]> metadata(Location location, int atMost) throws FillFailure {
    return beside(location, ".metadata", atMost);
  }

  /**
   * The upstream's {@code {url}.asc} (R503-7).
   *
   * @param atMost the bytes that are read; a longer one counts as missing
   * @return empty when the upstream has none, or says that it comes encoded
   * @throws FillFailure when the upstream fails
   */
  public Optional<byte[]> signature(Location location, int atMost) throws FillFailure {
    return beside(location, ".asc", atMost);
  }

  /**
   * The provenance (PEP 740) that the upstream lists for a file, wherever that is.
   *
   * @param atMost the bytes that are read; a longer one counts as missing
   * @return empty when there is none, or when it is said to come encoded
   * @throws FillFailure when its host fails
   */
  public Optional<byte[]> provenance(Location location, int atMost) throws FillFailure {
    Location.Upstream upstream = location.upstream();
    return upstream.provenance() == null
        ? Optional.empty()
        : overHttp(upstream.at(upstream.provenance()), "", atMost);
  }

  private Optional<byte[]> beside(Location location, String suffix, int atMost) throws FillFailure {
    Location.Upstream upstream = location.upstream();
    return folder(upstream)
        ? fromFolder(location, path(upstream, suffix), atMost)
        : overHttp(upstream, suffix, atMost);
  }

  private static Optional<byte[]> fromFolder(Location location, Path path, int atMost)
      throws FillFailure {
    try (InputStream in = Files.newInputStream(path)) {
      return bounded(in, atMost);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FolderOrigin(location, path).broken(e);
    }
  }

  private Optional<byte[]> overHttp(Location.Upstream upstream, String suffix, int atMost)
      throws FillFailure {
    try (Response response = client.get(upstream, suffix, Optional.empty())) {
      if (upstream.missingStatus().contains(response.code())) {
        return Optional.empty();
      }
      return switch (response.code()) {
        case 200 ->
            HttpOrigin.encoded(response)
                ? Optional.empty()
                : bounded(response.body().byteStream(), atMost);
        case 403, 404, 410 -> Optional.empty();
        default ->
            throw FillFailure.badGateway(
                "The upstream %s answered %d for what belongs to a file."
                    .formatted(UpstreamClient.label(upstream), response.code()));
      };
    } catch (FillFailure e) {
      throw e;
    } catch (IOException e) {
      throw UpstreamClient.broken(upstream, e);
    }
  }

  private static Optional<byte[]> bounded(InputStream in, int atMost) throws IOException {
    byte[] bytes = in.readNBytes(atMost + 1);
    return bytes.length > atMost ? Optional.empty() : Optional.of(bytes);
  }

  private static boolean folder(Location.Upstream upstream) {
    return upstream.url().startsWith("file:");
  }

  private static Path path(Location.Upstream upstream, String suffix) throws FillFailure {
    try {
      Path path = Path.of(URI.create(upstream.url()));
      return path.resolveSibling(path.getFileName() + suffix);
    } catch (IllegalArgumentException e) {
      throw FillFailure.badGateway(
          "The upstream %s names no file: %s".formatted(upstream.source(), upstream.url()));
    }
  }
}
