package dev.larder.index.purge;

import dev.larder.index.settings.Settings;
import dev.larder.service.secret.ServiceSecret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has bytes deleted by blob-service. */
@Singleton
final class PurgeClient {
  private static final Logger log = LoggerFactory.getLogger(PurgeClient.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GONE = 204;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final Settings settings;

  PurgeClient(Settings settings) {
    this.settings = settings;
  }

  /**
   * Whether nothing of an upload is left, neither in S3 nor on disk. What a mirror has of the same
   * bytes is the mirror's.
   */
  boolean delete(PurgedObject object) {
    return List.of(object.keptKey(), object.keptKey() + ".metadata").stream()
        .allMatch(this::delete);
  }

  private boolean delete(String key) {
    HttpRequest request =
        HttpRequest.newBuilder(settings.blobUrl().resolve("/internal/" + key))
            .timeout(PATIENCE)
            .header(ServiceSecret.HEADER, settings.secret())
            .DELETE()
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != GONE) {
        log.warn("blob-service answered {} to the deletion of {}; it is asked again", status, key);
      }
      return status == GONE;
    } catch (IOException e) {
      log.warn(
          "blob-service can't be reached to delete {}; it is asked again: {}", key, e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
