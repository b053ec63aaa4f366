package dev.larder.upload.catalogue;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks index-service over HTTP. */
@Singleton
final class IndexClient implements Catalogue {

  private static final Logger log = LoggerFactory.getLogger(IndexClient.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ANSWER = 256 << 10;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final OkHttpClient http;
  private final HttpUrl url;
  private final String secret;
  private final RetryPolicy<Answer> untilItSays;
  private final JsonMapper json;

  IndexClient(IndexConfiguration configuration, ServiceSecret secret, JsonMapper json) {
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(configuration.connectTimeout())
            .readTimeout(configuration.timeout())
            .callTimeout(configuration.timeout())
            .build();
    this.url = HttpUrl.get(configuration.url());
    this.secret = secret.secret();
    this.untilItSays =
        RetryPolicy.<Answer>builder()
            .handle(CatalogueAwayException.class)
            .withMaxAttempts(-1)
            .withMaxDuration(configuration.patience())
            .withDelay(BETWEEN_TRIES)
            .build();
    this.json = json;
  }

  private record Answer(int status, byte[] body) {}

  @Serdeable
  record Outcome(String outcome) {}

  @Override
  public Optional<Source> source(String name) throws CatalogueAwayException {
    Answer answer =
        ask(
            new Request.Builder()
                .url(
                    url.newBuilder()
                        .addPathSegments("internal/sources")
                        .addPathSegment(name)
                        .build()));
    return switch (answer.status()) {
      case 200 -> Optional.of(read(answer, Source.class));
      case 404 -> Optional.empty();
      default -> throw CatalogueAwayException.failed(answer.status());
    };
  }

  @Serdeable
  record Keys(Collection<String> keys) {}

  @Serdeable
  record Known(Set<String> known) {}

  @Override
  public Set<String> known(Collection<String> keys) throws CatalogueAwayException {
    byte[] body;
    try {
      body = json.writeValueAsBytes(new Keys(keys));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    HttpUrl known = url.newBuilder().addPathSegments("internal/kept/known").build();
    Answer answer = ask(new Request.Builder().url(known).post(RequestBody.create(body, JSON)));
    if (answer.status() != 200) {
      throw CatalogueAwayException.failed(answer.status());
    }
    return read(answer, Known.class).known();
  }

  @Override
  public Published publish(long source, NewFile file) throws CatalogueAwayException {
    byte[] body;
    try {
      body = json.writeValueAsBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    HttpUrl files =
        url.newBuilder().addPathSegments("internal/sources/" + source + "/files").build();
    Answer answer =
        askUntilItSays(() -> new Request.Builder().url(files).post(RequestBody.create(body, JSON)));
    return switch (answer.status()) {
      case 200 -> new Visible(read(answer, Outcome.class).outcome().equals("identical"));
      case 409 -> new NameTaken(detail(answer));
      case 400, 404, 410, 422 -> new NotWanted(answer.status(), detail(answer));
      // asked again it would be as large
      case 413 -> new NotWanted(400, "What the file says of itself is too large; shorten it.");
      default -> throw CatalogueAwayException.failed(answer.status());
    };
  }

  /**
   * Publishing twice is publishing once, so where the answer was lost the question is asked again:
   * a catalogue that dies in between comes back and says what became of it.
   */
  private Answer askUntilItSays(Supplier<Request.Builder> request) throws CatalogueAwayException {
    AtomicBoolean mayBeDone = new AtomicBoolean();
    try {
      return Failsafe.with(untilItSays).get(() -> askOnce(request.get(), mayBeDone));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw CatalogueAwayException.silent(new InterruptedIOException("the service is stopping"));
      }
      CatalogueAwayException away = (CatalogueAwayException) e.getCause();
      throw mayBeDone.get() ? CatalogueAwayException.open(away) : away;
    }
  }

  private Answer askOnce(Request.Builder request, AtomicBoolean mayBeDone)
      throws CatalogueAwayException {
    Answer answer;
    try {
      answer = ask(request);
    } catch (CatalogueAwayException e) {
      if (!(e.getCause() instanceof ConnectException)) {
        mayBeDone.set(true);
      }
      throw e;
    }
    if (answer.status() >= 500) {
      mayBeDone.set(true);
      throw CatalogueAwayException.failed(answer.status());
    }
    return answer;
  }

  private Answer ask(Request.Builder request) throws CatalogueAwayException {
    request.header(ServiceSecret.HEADER, secret);
    RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
    ServerRequestContext.currentRequest().ifPresent(asked -> passOn(asked, request));
    try (Response response = http.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.peekBody(LARGEST_ANSWER).bytes());
    } catch (IOException e) {
      log.warn("index-service can't be asked: {}", e.toString());
      throw CatalogueAwayException.silent(e);
    }
  }

  /** Who asks and from where, for the log. */
  private static void passOn(HttpRequest<?> asked, Request.Builder request) {
    for (String header : List.of(CallerHeader.NAME, CallerHeader.FROM)) {
      Optional.ofNullable(asked.getHeaders().get(header))
          .ifPresent(value -> request.header(header, value));
    }
  }

  private <T> T read(Answer answer, Class<T> type) throws CatalogueAwayException {
    try {
      return json.readValue(answer.body(), type);
    } catch (IOException e) {
      throw CatalogueAwayException.silent(e);
    }
  }

  /** What is read of a problem (RFC 9457). */
  @Serdeable
  record Detail(@Nullable String detail) {}

  private String detail(Answer answer) throws CatalogueAwayException {
    String detail = read(answer, Detail.class).detail();
    return detail == null ? "The catalogue refused the file." : detail;
  }
}
