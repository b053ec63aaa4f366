package dev.larder.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** An object store that has what a test puts there. */
public final class FakeStore implements AutoCloseable {
  private static final String BUCKET = "/larder/";

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  FakeStore() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(BUCKET, this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts lines, compressed. */
  public void put(String key, String lines) {
    objects.put(key, Zstd.compress(lines.getBytes(UTF_8), 1));
  }

  /** An object as it lies there, compressed. */
  public byte[] get(String key) {
    return objects.get(key);
  }

  public void remove(String key) {
    objects.remove(key);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring(BUCKET.length());
      byte[] object = objects.get(key);
      byte[] body =
          object != null
              ? object
              : "<Error><Code>NoSuchKey</Code><Key>%s</Key></Error>".formatted(key).getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", object != null ? "application/octet-stream" : "application/xml");
      exchange.sendResponseHeaders(object != null ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
