package dev.larder.stack.health;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.stack.supervision.Disk;
import dev.larder.stack.supervision.Restarts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /health} on a loopback port: what was restarted, how often since when, and whether the
 * disk is full. Not a file: there may be no room for one just when it matters.
 */
public final class HealthServer implements AutoCloseable {
  private static final String SECRET = "Larder-Secret";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] secret;
  private final Restarts restarts;
  private final Disk disk;

  private HealthServer(HttpServer server, String secret, Restarts restarts, Disk disk) {
    this.server = server;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.restarts = restarts;
    this.disk = disk;
  }

  /**
   * Answers from now on.
   *
   * @param port of the loopback address; 0 for any
   * @param secret what a caller's {@code Larder-Secret} must be
   */
  public static HealthServer start(int port, String secret, Restarts restarts, Disk disk)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    HealthServer health = new HealthServer(server, secret, restarts, disk);
    server.createContext("/health", health::answer);
    server.setExecutor(health.threads);
    server.start();
    return health;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst(SECRET);
      if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      byte[] body = json().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private JsonObject json() {
    JsonArray list = new JsonArray();
    for (Restarts.Restart restart : restarts.list()) {
      JsonObject json = new JsonObject();
      json.addProperty("part", restart.part());
      json.addProperty("count", restart.count());
      json.addProperty("last", restart.last().truncatedTo(ChronoUnit.MILLIS).toString());
      json.addProperty("reason", restart.reason().word());
      json.addProperty("running", restart.running());
      list.add(json);
    }
    JsonObject json = new JsonObject();
    json.addProperty("since", restarts.since().truncatedTo(ChronoUnit.SECONDS).toString());
    json.addProperty("diskFull", disk.isFull());
    json.add("restarts", list);
    return json;
  }
}
