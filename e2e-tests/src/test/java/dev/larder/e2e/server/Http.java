package dev.larder.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.wheel.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain requests, with no header but those that a test gives. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Http() {}

  /** What was got of a file. */
  public record Got(int status, long size, String sha256) {}

  /** GETs a text; headers are name, value, name, value. Redirects are not followed. */
  public static HttpResponse<String> get(String url, String... headers) {
    return send("GET", url, headers);
  }

  public static HttpResponse<String> head(String url, String... headers) {
    return send("HEAD", url, headers);
  }

  /** GETs a file; a body that ends too early is an {@link IOException}. */
  public static Got download(String url, String... headers) throws IOException {
    HttpResponse<InputStream> response =
        sendUnchecked(request(url, headers).GET().build(), BodyHandlers.ofInputStream());
    try (var body = new CountingStream(response.body())) {
      String sha256 = Hashing.of(body);
      return new Got(response.statusCode(), body.count(), sha256);
    }
  }

  public static HttpResponse<byte[]> bytes(String url, String... headers) {
    return checked(request(url, headers).GET().build(), BodyHandlers.ofByteArray());
  }

  public static HttpResponse<String> post(String url, String body, String... headers) {
    return checked(
        request(url, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  /** Any request; redirects are not followed. */
  public static HttpResponse<String> ask(
      String method, String url, String body, String... headers) {
    BodyPublisher bytes = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return checked(request(url, headers).method(method, bytes).build(), BodyHandlers.ofString());
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.toString() + ": " + response.body(), e);
    }
  }

  static HttpRequest.Builder request(String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(1));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(String method, String url, String... headers) {
    return checked(
        request(url, headers).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> checked(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return sendUnchecked(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e.getMessage(), e);
    }
  }

  static <T> HttpResponse<T> sendUnchecked(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return CLIENT.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
