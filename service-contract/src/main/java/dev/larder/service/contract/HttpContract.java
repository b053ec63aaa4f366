package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import dev.larder.service.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;

/** Asks the service under test by HTTP, as another service does. */
abstract class HttpContract {
  private static final Gson JSON =
      new GsonBuilder()
          .serializeNulls()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where the service is, without a path. */
  protected abstract URI service();

  /** What it knows other services by. */
  protected abstract String secret();

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return ask("GET", path, "", headers);
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return ask("DELETE", path, "");
  }

  HttpResponse<String> post(String path, Map<String, ?> body, String... headers)
      throws IOException, InterruptedException {
    return post(path, JSON.toJson(body), headers);
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return ask("POST", path, body, headers);
  }

  private HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return request(
        method,
        path,
        body,
        Stream.concat(Stream.of("Larder-Secret", secret()), Stream.of(headers))
            .toArray(String[]::new));
  }

  /** A request with these headers alone: name, value, name, value. */
  HttpResponse<String> request(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  void assertNeedsTheSecret(String method, String path) throws IOException, InterruptedException {
    assertThat(request(method, path, "").statusCode()).isEqualTo(403);
    assertThat(request(method, path, "", "Larder-Secret", secret() + "x").statusCode())
        .isEqualTo(403);
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The object with which a question is answered. */
  static Map<String, Object> answer(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).startsWith("application/json");
    return object(response);
  }

  /** The problem (RFC 9457) with which a question is refused. */
  static Map<String, Object> problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).startsWith(Problem.TYPE);
    assertThat(object(response)).containsEntry("status", (long) status).containsKey("title");
    return object(response);
  }

  /** The line with which a question is refused. */
  static String refusal(HttpResponse<String> response, int status) {
    String detail = (String) problem(response, status).get("detail");
    assertThat(detail).isNotBlank().hasLineCount(1);
    return detail;
  }

  private static Map<String, Object> object(HttpResponse<String> response) {
    return parse(response.body());
  }

  /** A text that is one object. */
  static Map<String, Object> parse(String json) {
    return JSON.fromJson(json, new TypeToken<Map<String, Object>>() {});
  }

  /** The object that a field of an object is. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Map<String, Object> of, String field) {
    assertThat(of.get(field)).as(field).isInstanceOf(Map.class);
    return (Map<String, Object>) of.get(field);
  }
}
