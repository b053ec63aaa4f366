package dev.larder.index.look;

import dev.larder.index.memory.TooLargeException;
import dev.larder.index.settings.Settings;
import dev.larder.index.source.ConnectionSettings;
import dev.larder.index.source.OwnHosts;
import dev.larder.index.source.Source;
import dev.larder.index.source.Upstream;
import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.ProjectName;
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
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Looks by way of sync-service. No declarative client: those hold an answer as a whole, and a page
 * is read piece by piece within the service's budget, which knows its length before it is read.
 */
@Singleton
final class SyncClient implements Upstreams {
  /** In which kinds of inside addresses the upstream's host is, where that isn't known. */
  private static final String INSIDE = "Larder-Inside";

  /** What the way to sync-service may take on top of the look. */
  private static final Duration WAY = Duration.ofSeconds(2);

  /** How long the answer is, in bytes, where it is long. */
  private static final String LENGTH = "Larder-Look-Length";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(WAY)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final Settings settings;
  private final ObjectMapper json;
  private final OwnHosts hosts;
  private final ServiceSecret secret;
  private final URI lookUrl;

  SyncClient(Settings settings, ObjectMapper json, OwnHosts hosts, ServiceSecret secret) {
    this.secret = secret;
    this.hosts = hosts;
    this.settings = settings;
    this.json = json;
    this.lookUrl = settings.syncUrl().resolve("/internal/look");
  }

  @Serdeable
  record Question(
      String source,
      String url,
      @Nullable String authorization,
      String project,
      @Nullable String etag,
      long timeoutMillis,
      ConnectionSettings reach) {}

  @Override
  public Observation look(
      Source source, ProjectName project, @Nullable String etag, LookMemory memory) {
    Upstream upstream = source.upstream().orElseThrow();
    try {
      HttpResponse<InputStream> response =
          client.send(request(source, upstream, project, etag), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          return unasked(502, source, upstream, "sync-service answered " + response.statusCode());
        }
        response.headers().firstValue(INSIDE).ifPresent(kinds -> hosts.learn(source, kinds));
        long length =
            response
                .headers()
                .firstValueAsLong(LENGTH)
                .orElse(response.headers().firstValueAsLong("Content-Length").orElse(0));
        InputStream within = memory.within(body, length);
        return observation(json.readValue(within, Argument.of(LookAnswer.class)), source, etag);
      }
    } catch (HttpTimeoutException e) {
      return unasked(504, source, upstream, "sync-service gave no answer in time");
    } catch (IOException e) {
      if (e.getCause() instanceof BudgetSpentException spent) {
        throw spent;
      }
      if (e.getCause() instanceof TooLargeException large) {
        throw large;
      }
      return unasked(502, source, upstream, "sync-service can't be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unasked(504, source, upstream, "index-service is stopping");
    }
  }

  private HttpRequest request(
      Source source, Upstream upstream, ProjectName project, @Nullable String etag)
      throws IOException {
    Question question =
        new Question(
            source.name(),
            upstream.url().toString(),
            upstream.authorization(),
            project.normalised(),
            etag,
            settings.lookTimeout().toMillis(),
            upstream.connection());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lookUrl)
            .timeout(settings.lookTimeout().plus(WAY))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(question)));
    secret.addTo(request::header);
    return request.build();
  }

  private static Observation observation(LookAnswer answer, Source source, @Nullable String etag) {
    Upstream upstream = source.upstream().orElseThrow();
    if (answer.outcome().equals("unchanged") && etag == null) {
      return failed(502, source, upstream, false, "it answered 304 though nothing was known");
    }
    if (answer.outcome().equals("failed")) {
      return new Observation.Failed(
          failure(answer.status()),
          "Upstream " + source.name(),
          String.valueOf(answer.detail()),
          answer.retryAfter(),
          Boolean.TRUE.equals(answer.ours()));
    }
    return answer
        .said()
        .<Observation>map(said -> said)
        .orElseGet(
            () -> unasked(502, source, upstream, "sync-service answered " + answer.outcome()));
  }

  private static int failure(@Nullable Object status) {
    return status instanceof Number number
        ? switch (number.intValue()) {
          case 503 -> 503;
          case 504 -> 504;
          default -> 502;
        }
        : 502;
  }

  private static Observation.Failed failed(
      int status, Source source, Upstream upstream, boolean ours, String why) {
    return new Observation.Failed(
        status, "Upstream %s (%s)".formatted(source.name(), upstream), why, null, ours);
  }

  private static Observation.Failed unasked(
      int status, Source source, Upstream upstream, String why) {
    return failed(status, source, upstream, true, why);
  }
}
