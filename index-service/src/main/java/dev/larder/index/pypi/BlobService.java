package dev.larder.index.pypi;

import dev.larder.index.Settings;
import dev.larder.index.access.Asking;
import dev.larder.index.access.RequestId;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.memory.Room;
import dev.larder.index.page.Links;
import dev.larder.packaging.CoreMetadata;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Gets core metadata from blob-service. */
@Singleton
final class BlobService {
  /** Longer metadata is as good as none. */
  static final int LONGEST = 10 << 20;

  /** The bytes, their text, and its fields. */
  private static final int COPIES = 5;

  private static final int LONGEST_LINE = 500;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final Settings settings;
  private final Room room;

  BlobService(Settings settings, Room room) {
    this.settings = settings;
    this.room = room;
  }

  /**
   * Asks for the core metadata of a file.
   *
   * @param repository the path of one that shows the file, before {@code /packages}
   */
  Learnt metadata(String repository, CatalogueFile file) throws MetadataAway {
    try {
      HttpResponse<InputStream> response =
          client.send(request(repository, file), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return switch (response.statusCode()) {
          case 200 -> read(response, body);
          case 502, 503, 504 -> throw away(response.statusCode(), file, line(body));
          case 404 -> throw away(502, file, line(body));
          default -> throw away(502, file, "blob-service answered " + response.statusCode() + ".");
        };
      }
    } catch (HttpTimeoutException e) {
      throw away(504, file, "blob-service gave no answer in time; try again.");
    } catch (IOException | UncheckedIOException e) {
      throw away(502, file, "blob-service can't be reached, or broke off; try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(503, file, "index-service is stopping; try again.");
    }
  }

  private HttpRequest request(String repository, CatalogueFile file) {
    String path =
        "%s/packages/%s/%s.metadata"
            .formatted(repository, file.key(), Links.encoded(file.filename()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.blobUrl().resolve(path))
            .timeout(settings.metadataTimeout())
            .header("Larder-Secret", settings.secret());
    RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
    Asking.current().header().ifPresent(caller -> request.header(Asking.HEADER, caller));
    return request.build();
  }

  private Learnt read(HttpResponse<InputStream> response, InputStream body) {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(LONGEST);
    if (length > LONGEST) {
      return new Learnt.Useless();
    }
    CompletableFuture<Void> end = endLate(body);
    try {
      return room.with(length * COPIES / Room.BYTES_A_FILE, () -> parse(body));
    } finally {
      end.cancel(false);
    }
  }

  /** A body that doesn't come is given up. */
  private CompletableFuture<Void> endLate(InputStream body) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            body.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        CompletableFuture.delayedExecutor(
            settings.metadataTimeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Learnt parse(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        return new Learnt.Useless();
      }
      return switch (CoreMetadata.parse(bytes)) {
        case CoreMetadata.Read(CoreMetadata metadata) -> new Learnt.Read(metadata, bytes.length);
        case CoreMetadata.Refused refused -> new Learnt.Useless();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream body) throws IOException {
    return new String(body.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElse("");
  }

  private static MetadataAway away(int status, CatalogueFile file, String why) {
    return new MetadataAway(
        status, "The core metadata of %s can't be had now: %s".formatted(file.filename(), why));
  }
}
