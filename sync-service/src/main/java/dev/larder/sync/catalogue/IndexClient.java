package dev.larder.sync.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import dev.larder.sync.part.PartAwayException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks index-service over HTTP. */
@Singleton
class IndexClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ANSWER = 8 << 20;
  private static final long LARGEST_REFUSAL = 16 << 10;

  private final OkHttpClient http;
  private final HttpUrl url;
  private final String secret;
  private final JsonMapper json;

  IndexClient(IndexConfiguration configuration, ServiceSecret secret, JsonMapper json) {
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(configuration.connectTimeout())
            .readTimeout(configuration.timeout())
            .build();
    this.url = HttpUrl.get(configuration.url());
    this.secret = secret.secret();
    this.json = json;
  }

  /** Reads an answer that comes line by line. */
  interface Lines<T> {
    T read(BufferedReader lines) throws IOException;
  }

  private interface Answer<T> {
    T read(Response response) throws IOException;
  }

  <T> T get(String path, Class<T> type) {
    return ask(request(path), response -> read(response, LARGEST_ANSWER, type));
  }

  <T> T post(String path, Object body, Class<T> type) {
    return ask(request(path).post(body(body)), response -> read(response, LARGEST_ANSWER, type));
  }

  <T> T post(String path, Object body, Lines<T> lines) {
    return ask(
        request(path).post(body(body)),
        response ->
            lines.read(
                new BufferedReader(new InputStreamReader(response.body().byteStream(), UTF_8))));
  }

  void post(String path, Object body) {
    boolean unused = ask(request(path).post(body(body)), response -> true);
  }

  private <T> T read(Response response, long most, Class<T> type) throws IOException {
    return json.readValue(response.peekBody(most).bytes(), type);
  }

  <T> T parse(String text, Class<T> type) throws IOException {
    return json.readValue(text, type);
  }

  /** Why a source isn't there. */
  Optional<String> missing(String source) {
    HttpUrl ids =
        url.newBuilder()
            .addPathSegments("internal/ids")
            .addQueryParameter("sources", source)
            .addQueryParameter("repos", "")
            .build();
    try (Response response = send(new Request.Builder().url(ids))) {
      return switch (response.code()) {
        case 200 -> Optional.empty();
        case 404 -> Optional.of(detail(response));
        default -> throw failed(response.code());
      };
    } catch (IOException e) {
      throw new PartAwayException("index-service", e);
    }
  }

  private <T> T ask(Request.Builder request, Answer<T> answer) {
    try (Response response = send(request)) {
      if (response.isSuccessful()) {
        return answer.read(response);
      }
      if (response.code() == 404 || response.code() == 409) {
        throw new OtherUpstreamException(detail(response));
      }
      throw failed(response.code());
    } catch (IOException e) {
      throw new PartAwayException("index-service", e);
    }
  }

  private Response send(Request.Builder request) throws IOException {
    request.header(ServiceSecret.HEADER, secret);
    RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
    return http.newCall(request.build()).execute();
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(url.resolve("/" + path));
  }

  private RequestBody body(Object body) {
    try {
      return RequestBody.create(json.writeValueAsBytes(body), JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PartAwayException failed(int status) {
    return new PartAwayException("index-service answers with status %d".formatted(status));
  }

  /** What is read of a problem (RFC 9457). */
  @Serdeable
  record Detail(@Nullable String detail) {}

  private String detail(Response response) throws IOException {
    String detail = read(response, LARGEST_REFUSAL, Detail.class).detail();
    return detail == null ? "index-service refused" : detail;
  }
}
