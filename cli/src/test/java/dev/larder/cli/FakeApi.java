package dev.larder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An admin API that answers what a test told it to, and remembers what it was asked. */
public final class FakeApi implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Reply> replies = new HashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile Optional<String> fatal = Optional.empty();
  private volatile Optional<String> held = Optional.empty();

  /** A call as it arrived. */
  public record Asked(
      String call, String contentType, Optional<String> authorization, String body) {
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Reply(int status, String type, String body) {}

  public FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers {@code call} ("GET /path?query") with a JSON document. */
  public void answers(String call, int status, String body) {
    replies.put(call, new Reply(status, "application/json", body));
  }

  /** Answers {@code call} with a refusal. */
  public void refuses(String call, int status, String detail) {
    replies.put(
        call,
        new Reply(
            status,
            "application/problem+json",
            "{\"title\":\"No\",\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail)));
  }

  /** Answers {@code call} with something that is not JSON. */
  public void says(String call, int status, String body) {
    replies.put(call, new Reply(status, "text/html", body));
  }

  /** Answers {@code call} with a line of text. */
  public void text(String call, int status, String line) {
    replies.put(call, new Reply(status, "text/plain", line + "\n"));
  }

  /** Tells {@code states}, each as an event, and ends the answer. */
  public void tells(String call, String... states) {
    replies.put(call, new Reply(200, "text/event-stream", events(states)));
  }

  /** Tells {@code states}, and nothing more until this server is closed. */
  public void tellsAndHolds(String call, String... states) {
    tells(call, states);
    held = Optional.of(call);
  }

  private static String events(String... states) {
    return Stream.of(states)
        .map(state -> ": ping\n\nevent: sync\ndata: %s\n\n".formatted(state.replace("\n", "")))
        .collect(Collectors.joining());
  }

  /** Ends when {@code call} arrives, without an answer. */
  public void goesAwayAt(String call) {
    fatal = Optional.of(call);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String address() {
    return "http://localhost:" + port();
  }

  /** The one call that was made. */
  public Asked onlyCall() {
    if (asked.size() != 1) {
      throw new AssertionError("asked " + asked.size() + " times: " + asked);
    }
    return asked.getFirst();
  }

  /** All calls that were made, in their order. */
  public List<Asked> calls() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(
          new Asked(
              call,
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (fatal.equals(Optional.of(call))) {
        server.stop(0);
        return;
      }
      Reply reply = replies.getOrDefault(call, new Reply(404, "text/plain", "no such thing"));
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("X-Request-Id", "req-1");
      if (reply.status() / 100 == 3) {
        exchange.getResponseHeaders().set("Location", reply.body());
      }
      if (held.equals(Optional.of(call))) {
        hold(exchange, body);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void hold(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
