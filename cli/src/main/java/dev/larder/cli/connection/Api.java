package dev.larder.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A server's {@code /__api__}. Follows no redirect, so that a token goes where it was meant to. */
public final class Api {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AddressOption address;
  private final Optional<String> token;
  private final HttpClient client;
  private final Consumer<String> trace;

  /** {@code trace} gets a line about each call. */
  public Api(
      AddressOption address,
      Optional<String> token,
      boolean skipsCertificateCheck,
      Consumer<String> trace) {
    this.address = address;
    this.token = token;
    this.trace = trace;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (skipsCertificateCheck) {
      builder.sslContext(AnyCertificate.context());
    }
    this.client = builder.build();
  }

  public Answer get(String path) {
    return send(request(path).GET(), false);
  }

  public Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())),
        false);
  }

  /** The server's state: that it is not well is an answer too, with status 503. */
  public Answer status() {
    return switch (send(request("/__api__/status").GET(), true)) {
      case Answer.Done done when !done.body().has("parts") ->
          new Answer.Refused(done.status(), stranger(done.status()));
      case Answer answer -> answer;
    };
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(WHOLE)
            .header("Accept", "application/json, application/problem+json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private Answer send(HttpRequest.Builder builder, boolean unwellIsAnAnswer) {
    HttpRequest request = builder.build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      trace.accept(
          "%s %s: %d in %d ms, request id %s"
              .formatted(
                  request.method(),
                  request.uri(),
                  response.statusCode(),
                  (System.nanoTime() - start) / 1_000_000,
                  response.headers().firstValue("X-Request-Id").orElse("none")));
      return answer(response, unwellIsAnAnswer);
    } catch (IOException e) {
      return Unreached.because(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("interrupted while asking " + address.text());
    }
  }

  private Answer answer(HttpResponse<String> response, boolean unwellIsAnAnswer) {
    int status = response.statusCode();
    Optional<JsonNode> body = json(response.body());
    if (unwellIsAnAnswer && status == 503 && body.filter(node -> node.has("parts")).isPresent()) {
      return new Answer.Done(status, body.get());
    }
    if (status / 100 == 2) {
      return body.<Answer>map(node -> new Answer.Done(status, node))
          .orElseGet(() -> new Answer.Refused(status, stranger(status)));
    }
    if (status / 100 == 3) {
      return new Answer.Refused(
          status,
          "the server at %s sends callers elsewhere (%s); give that one as --address"
              .formatted(address.text(), elsewhere(response)));
    }
    return new Answer.Refused(status, refusal(status, body, response.uri()));
  }

  private String refusal(int status, Optional<JsonNode> body, URI uri) {
    return body.map(node -> node.path("detail").asText(node.path("title").asText()))
        .map(text -> text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "))
        .filter(text -> !text.isEmpty())
        .orElseGet(
            () ->
                switch (status) {
                  case 401, 403 ->
                      "the server at %s wants an administrator's token; set LARDER_TOKEN"
                          .formatted(address.text());
                  default -> "the server answered %d to %s".formatted(status, uri);
                });
  }

  private String stranger(int status) {
    return "what answers at %s (status %d) is not Larder; check --address"
        .formatted(address.text(), status);
  }

  private static String elsewhere(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("without saying where");
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
