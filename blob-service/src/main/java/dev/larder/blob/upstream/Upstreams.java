package dev.larder.blob.upstream;

import dev.larder.blob.document.Document;
import dev.larder.blob.document.Documents;
import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.fill.Origin;
import dev.larder.blob.location.Links;
import dev.larder.blob.location.Location;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Response;

/** Where mirrored files come from: over HTTP, or from a folder. */
public final class Upstreams {
  private final LinkedFiles files;
  private final UpstreamClient client;

  public Upstreams(UpstreamClient client, Links links) {
    this.client = client;
    this.files = new LinkedFiles(client, links);
  }

  /**
   * The origin of a mirrored file; of a source that is offline, one that refuses.
   *
   * @throws FillFailure when its URL makes no sense
   */
  public Origin origin(Location location) throws FillFailure {
    if (location.upstream().offline()) {
      return new OfflineOrigin(location);
    }
    return folder(location.upstream())
        ? new FolderOrigin(location, path(location.upstream(), ""))
        : new HttpOrigin(files, location);
  }

  /**
   * The upstream's {@code {url}.metadata} (PEP 658).
   *
   * @param reader what takes it; what that doesn't take counts as missing
   * @return empty when the upstream has none, or says that it comes encoded
   * @throws FillFailure when the upstream fails
   */
  public Optional<Document> metadata(Location location, Documents.Reader reader)
      throws FillFailure {
    return beside(location, LinkedFiles.METADATA, reader);
  }

  /**
   * The upstream's {@code {url}.asc} (R503-7).
   *
   * @param reader what takes it; what that doesn't take counts as missing
   * @return empty when the upstream has none, or says that it comes encoded
   * @throws FillFailure when the upstream fails
   */
  public Optional<Document> signature(Location location, Documents.Reader reader)
      throws FillFailure {
    return beside(location, ".asc", reader);
  }

  /**
   * The provenance (PEP 740) that the upstream lists for a file, wherever that is.
   *
   * @param reader what takes it; what that doesn't take counts as missing
   * @return empty when there is none, or when it is said to come encoded
   * @throws FillFailure when its host fails
   */
  public Optional<Document> provenance(Location location, Documents.Reader reader)
      throws FillFailure {
    Location.Upstream upstream = location.upstream();
    requireOnline(location);
    return upstream.provenance() == null
        ? Optional.empty()
        : overHttp(
            upstream, () -> client.get(upstream.at(upstream.provenance()), "", Map.of()), reader);
  }

  private Optional<Document> beside(Location location, String suffix, Documents.Reader reader)
      throws FillFailure {
    Location.Upstream upstream = location.upstream();
    requireOnline(location);
    return folder(upstream)
        ? fromFolder(location, path(upstream, suffix), reader)
        : overHttp(upstream, () -> files.get(location, suffix, Map.of()), reader);
  }

  private static void requireOnline(Location location) throws FillFailure {
    if (location.upstream().offline()) {
      throw OfflineOrigin.refusal(location);
    }
  }

  private static Optional<Document> fromFolder(
      Location location, Path path, Documents.Reader reader) throws FillFailure {
    try (InputStream in = Files.newInputStream(path)) {
      return reader.read(in, OptionalLong.of(Files.size(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FolderOrigin(location, path).broken(e);
    }
  }

  private interface Call {
    Response get() throws FillFailure;
  }

  private Optional<Document> overHttp(
      Location.Upstream upstream, Call call, Documents.Reader reader) throws FillFailure {
    try (Response response = call.get()) {
      if (response.code() == 403 || upstream.isRefusalForGood(response.code())) {
        return Optional.empty();
      }
      return switch (response.code()) {
        case 200 ->
            HttpOrigin.encoded(response)
                ? Optional.empty()
                : reader.read(response.body().byteStream(), length(response));
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

  private static OptionalLong length(Response response) {
    long length = response.body().contentLength();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
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
