package dev.larder.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server's {@code /__api__}. Follows no redirect, so that a token goes where it was meant to. */
public final class Api {
  private static final Duration WHOLE = Duration.ofMinutes(2);

  /** Bytes a second. */
  private static final long SLOWEST = 32 << 10;

  private static final String EVENTS = "text/event-stream";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AddressOption address;
  private final Optional<String> token;
  private final HttpClient client;
  private final Consumer<String> trace;

  /** {@code trace} gets a line about each call. */
  public Api(
      AddressOption address, Optional<String> token, HttpClient client, Consumer<String> trace) {
    this.address = address;
    this.token = token;
    this.trace = trace;
    this.client = client;
  }

  public Answer get(ApiPath path) {
    return send(request(path).GET(), this::document);
  }

  public Answer post(ApiPath path, Body body) {
    return send("POST", path, body);
  }

  public Answer put(ApiPath path, Body body) {
    return send("PUT", path, body);
  }

  public Answer patch(ApiPath path, Body body) {
    return send("PATCH", path, body);
  }

  public Answer delete(ApiPath path) {
    return send(request(path).DELETE(), this::document);
  }

  /**
   * Posts what may be large, as long as it needs; the answer is a line of text, the {@code answer}
   * of the document.
   */
  public Answer upload(ApiPath path, String contentType, BodyPublisher body) {
    Duration patience = WHOLE.plusSeconds(body.contentLength() / SLOWEST);
    return send(
        request(path).timeout(patience).header("Content-Type", contentType).POST(body),
        response ->
            response.statusCode() / 100 == 2
                ? new Answer.Done(
                    response.statusCode(),
                    new Body().with("answer", response.body().strip()).json())
                : document(response));
  }

  private Answer send(String method, ApiPath path, Body body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.json().toString())),
        this::document);
  }

  /** The server's state: that it is not well is an answer too, with status 503. */
  public Answer status() {
    return send(request(ApiPath.STATUS).GET(), this::state);
  }

  /**
   * What the server tells as it happens; empty where it tells nothing, as {@link #get} may say why.
   */
  public Optional<EventStream> events(ApiPath path) {
    HttpRequest request =
        builder(path).header("Accept", EVENTS + ", application/problem+json").build();
    try {
      HttpResponse<InputStream> response = client.send(request, AnswerText.boundedStream());
      trace.accept("GET %s: %d, events".formatted(request.uri(), response.statusCode()));
      boolean events =
          response.statusCode() == 200
              && response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS);
      if (events) {
        return Optional.of(new EventStream(response.body()));
      }
      response.body().close();
    } catch (IOException e) {
      trace.accept("GET %s: %s".formatted(request.uri(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private HttpRequest.Builder request(ApiPath path) {
    return builder(path).header("Accept", "application/json, application/problem+json");
  }

  private HttpRequest.Builder builder(ApiPath path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path.text())).timeout(WHOLE);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private Answer send(HttpRequest.Builder builder, Function<HttpResponse<String>, Answer> meaning) {
    HttpRequest request = builder.build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, AnswerText.bounded());
      trace.accept(
          "%s %s: %d in %d ms, request id %s"
              .formatted(
                  request.method(),
                  request.uri(),
                  response.statusCode(),
                  (System.nanoTime() - start) / 1_000_000,
                  response.headers().firstValue("X-Request-Id").orElse("none")));
      return meaning.apply(response);
    } catch (IOException e) {
      return Unreached.because(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("interrupted while asking " + address.text());
    }
  }

  private Answer state(HttpResponse<String> response) {
    int status = response.statusCode();
    return json(response.body())
        .filter(body -> body.has("parts") && (status == 200 || status == 503))
        .<Answer>map(body -> new Answer.Done(status, body))
        .orElseGet(
            () ->
                status / 100 == 2
                    ? new Answer.Refused(status, stranger(status))
                    : document(response));
  }

  private Answer document(HttpResponse<String> response) {
    int status = response.statusCode();
    Optional<JsonNode> body = json(response.body());
    if (status == 204) {
      return new Answer.Done(status, new Body().json());
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
                      "the server at %s needs to know who asks; sign in with 'larder login', or set LARDER_TOKEN"
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
