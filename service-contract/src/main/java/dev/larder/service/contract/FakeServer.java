package dev.larder.service.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.larder.service.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** What fakes of our own services have in common: calls without the secret are refused. */
public final class FakeServer implements AutoCloseable {
  private static final int WAITING_CONNECTIONS = 100;

  private final HttpServer server;
  private final String secret;

  public FakeServer(String secret) {
    this.secret = secret;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING_CONNECTIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Lets calls be answered whose path begins so. */
  public FakeServer at(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (secret.equals(exchange.getRequestHeaders().getFirst("Larder-Secret"))) {
              handler.handle(exchange);
            } else {
              problem(exchange, 403, "This service answers only Larder's other services");
            }
          }
        });
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public static void json(HttpExchange exchange, int status, String json) throws IOException {
    send(exchange, status, "application/json", json.getBytes(UTF_8));
  }

  public static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    String json = new Gson().toJson(new Problem("Refused", status, detail));
    send(exchange, status, Problem.TYPE, json.getBytes(UTF_8));
  }

  public static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
