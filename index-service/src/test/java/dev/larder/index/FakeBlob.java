package dev.larder.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A blob-service whose files have the core metadata that a test says. */
public final class FakeBlob implements AutoCloseable {
  private record Answer(int status, byte[] body) {}

  /** What was asked for. */
  public record Question(String path, String secret, String requestId, String caller) {}

  private final HttpServer server;
  private final List<String> deletions = new CopyOnWriteArrayList<>();
  private volatile int deletion = 204;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public FakeBlob() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The core metadata of a file of that name, whoever has it; any other has none. */
  public void metadata(String filename, String metadata) {
    answer(filename, 200, metadata.getBytes(StandardCharsets.UTF_8));
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
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (exchange.getRequestMethod().equals("DELETE")) {
        int status = deletion;
        deletions.add(path + " " + status);
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      questions.add(
          new Question(
              path,
              exchange.getRequestHeaders().getFirst("Larder-Secret"),
              exchange.getRequestHeaders().getFirst("X-Request-Id"),
              exchange.getRequestHeaders().getFirst("Larder-Caller")));
      String decoded = exchange.getRequestURI().getPath();
      String name = decoded.substring(decoded.lastIndexOf('/') + 1).replace(".metadata", "");
      Answer answer =
          answers.getOrDefault(
              name,
              new Answer(
                  404,
                  ("No metadata of " + name + " is known.\n").getBytes(StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
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
    server.stop(0);
  }
}
