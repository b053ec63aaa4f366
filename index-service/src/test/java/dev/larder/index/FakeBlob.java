package dev.larder.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.larder.service.contract.FakeServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A blob-service whose files have the core metadata that a test says. */
public final class FakeBlob implements AutoCloseable {
  private static final Pattern UPLOAD =
      Pattern.compile("/internal/kept/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.metadata)?");

  private record Answer(int status, byte[] body) {}

  /** What was asked for. */
  public record Question(String path, String secret, String requestId, String caller) {}

  private final FakeServer server = new FakeServer(Fixture.SECRET).at("/", this::answer);
  private final List<String> deletions = new CopyOnWriteArrayList<>();
  private volatile int deletion = 204;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public String url() {
    return server.url();
  }

  /** The core metadata of a file of that name, whoever has it; any other has none. */
  public void metadata(String filename, String metadata) {
    answer(filename, 200, metadata.getBytes(UTF_8));
  }

  public void answer(String filename, int status, byte[] body) {
    answers.put(filename, new Answer(status, body));
  }

  /** From now on bodies break off and hang until the latch is opened. */
  public CountDownLatch hangInBodies() {
    gate = new CountDownLatch(1);
    return gate;
  }

  public List<Question> questions() {
    return questions;
  }

  /** What it answers to deletions from now on. */
  public void answersDeletions(int status) {
    deletion = status;
  }

  /** The paths that it was asked to delete, in order, each with what it answered. */
  public List<String> deletions() {
    return deletions;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      delete(exchange);
    } else {
      give(exchange);
    }
  }

  private void delete(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    int status = UPLOAD.matcher(path).matches() ? deletion : 400;
    deletions.add(path + " " + status);
    if (status == 204) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      FakeServer.problem(exchange, status, "It isn't deleted");
    }
  }

  private void give(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    questions.add(
        new Question(
            exchange.getRequestURI().getRawPath(),
            headers.getFirst("Larder-Secret"),
            headers.getFirst("X-Request-Id"),
            headers.getFirst("Larder-Caller")));
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1).replace(".metadata", "");
    Answer answer =
        answers.getOrDefault(
            name, new Answer(404, "No metadata of %s is known.\n".formatted(name).getBytes(UTF_8)));
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    try {
      if (gate.getCount() > 0) {
        exchange.getResponseBody().flush();
        gate.await();
      }
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    gate.countDown();
    server.close();
  }
}
