package dev.larder.index.pypi;

import dev.larder.index.access.RequestContext;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.memory.Memory;
import dev.larder.index.page.Links;
import dev.larder.index.settings.Settings;
import dev.larder.packaging.FieldLimit;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.secret.ServiceSecret;
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

/**
 * Gets core metadata from blob-service. No declarative client: those hold an answer as a whole, and
 * metadata is read only when there is room for it.
 */
@Singleton
public final class MetadataClient {
  private static final int LONGEST_LINE = 500;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final Settings settings;
  private final ServiceSecret secret;
  private final long longest;

  MetadataClient(Settings settings, Memory memory, ServiceSecret secret) {
    this.secret = secret;
    this.settings = settings;
    this.longest =
        Math.min(FieldLimit.METADATA.bytes(), memory.largest() / (MetadataBody.COPIES + 3));
  }

  /** Longer metadata is as good as none, in bytes. */
  public long longest() {
    return longest;
  }

  /**
   * Asks for the core metadata of a file, and reads none of it yet.
   *
   * @param repository the path of one that shows the file, before {@code /packages}
   */
  public MetadataBody metadata(RequestContext context, String repository, CatalogueFile file)
      throws MetadataAway {
    try {
      HttpResponse<InputStream> response =
          client.send(request(context, repository, file), BodyHandlers.ofInputStream());
      InputStream body = response.body();
      if (response.statusCode() == 200) {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(longest);
        return new MetadataBody(length, body, endLate(body));
      }
      try (body) {
        throw switch (response.statusCode()) {
          case 502, 503, 504 -> away(response.statusCode(), file, line(body));
          case 404 -> away(502, file, line(body));
          default -> away(502, file, "blob-service answered " + response.statusCode() + ".");
        };
      }
    } catch (HttpTimeoutException e) {
      throw away(504, file, "blob-service gave no answer in time; try again.");
    } catch (IOException e) {
      throw new MetadataAway(502, brokeOff(file));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(503, file, "index-service is stopping; try again.");
    }
  }

  private HttpRequest request(RequestContext context, String repository, CatalogueFile file) {
    String path =
        "%s/packages/%s/%s.metadata"
            .formatted(repository, file.key(), Links.encoded(file.filename()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.blobUrl().resolve(path))
            .timeout(settings.metadataTimeout());
    secret.addTo(request::header);
    context.header().ifPresent(caller -> request.header(CallerHeader.NAME, caller));
    return request.build();
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

  private static String line(InputStream body) throws IOException {
    return new String(body.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElse("");
  }

  /** That the metadata of a file didn't come. */
  static String brokeOff(CatalogueFile file) {
    return line(file, "blob-service can't be reached, or broke off; try again.");
  }

  private static MetadataAway away(int status, CatalogueFile file, String why) {
    return new MetadataAway(status, line(file, why));
  }

  private static String line(CatalogueFile file, String why) {
    return "The core metadata of %s can't be had now: %s".formatted(file.filename(), why);
  }
}
