package dev.larder.index.source;

import dev.larder.index.settings.Settings;
import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** By way of sync-service. */
@Singleton
final class SyncCheck implements UpstreamCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final Settings settings;
  private final ObjectMapper json;
  private final URI url;

  SyncCheck(Settings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
    this.url = settings.syncUrl().resolve("/internal/check");
  }

  @Serdeable
  record Question(
      String source, String url, @Nullable String authorization, ConnectionSettings reach) {}

  @Serdeable
  record Answer(
      String outcome,
      @Nullable List<String> inside,
      @Nullable String warning,
      @Nullable String detail) {}

  @Override
  public Verdict check(String source, Upstream upstream) {
    try {
      HttpResponse<InputStream> response =
          client.send(request(source, upstream), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200
            ? verdict(json.readValue(body, Argument.of(Answer.class)))
            : new Bad("%s can't be checked now".formatted(upstream));
      }
    } catch (IOException e) {
      return new Bad("%s can't be checked now: sync-service gave no answer".formatted(upstream));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Bad("index-service is stopping");
    }
  }

  private HttpRequest request(String source, Upstream upstream) throws IOException {
    Question question =
        new Question(
            source,
            upstream.url().toString(),
            upstream.authorization(),
            upstream.connection().with(null));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(ServiceSecret.HEADER, settings.secret())
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(question)));
    RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
    return request.build();
  }

  private static Verdict verdict(Answer answer) {
    return answer.outcome().equals("index")
        ? new Good(answer.inside(), answer.warning())
        : new Bad(String.valueOf(answer.detail()));
  }
}
