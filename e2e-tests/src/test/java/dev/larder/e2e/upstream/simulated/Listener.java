package dev.larder.e2e.upstream.simulated;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks HTTP/1.1 over connections that it keeps, on the loopback interface, a thread for each. */
final class Listener implements AutoCloseable {
  private static final int LONGEST_HEAD = 16 << 10;

  /** An answer up to here is sent at once with its head. */
  private static final int AT_ONCE = 64 << 10;

  /** Answers a request. */
  interface Handler {
    Answer answer(Request request) throws InterruptedException;
  }

  private final ServerSocket server;
  private final Handler handler;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  /**
   * @param port 0 for a free one
   */
  Listener(int port, Handler handler) {
    this.handler = handler;
    try {
      server = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can listen on port " + port, e);
    }
  }

  void start() {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        var connection = new Connection(socket);
        connections.add(connection);
        connection.thread.start();
      } catch (IOException closed) {
        // or a connection that was gone again
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Connection connection : connections) {
        connection.thread.interrupt();
        connection.socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Connection implements Runnable {
    private final Socket socket;
    private final Thread thread = Thread.ofVirtual().unstarted(this);

    Connection(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void run() {
      try (socket) {
        var in = new BufferedInputStream(socket.getInputStream());
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
          Request request = request(head, in);
          send(handler.answer(request), request.method().equals("HEAD"));
          if (request.header("connection").equalsIgnoreCase("close")) {
            return;
          }
        }
      } catch (IOException gone) {
        // whoever asked had enough
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      } finally {
        connections.remove(this);
      }
    }

    private void send(Answer answer, boolean headOnly) throws IOException {
      Text body = answer.body();
      boolean atOnce = !headOnly && body.length() <= AT_ONCE;
      Text out = new Text(512 + (atOnce ? body.length() : 0));
      out.put("HTTP/1.1 ").put(answer.status()).put(" -\r\n");
      answer.headers().forEach((name, value) -> out.put(name).put(": ").put(value).put("\r\n"));
      if (answer.status() != 304) {
        out.put("Content-Length: ").put(body.length()).put("\r\n");
      }
      out.put("\r\n");
      if (atOnce) {
        out.put(body);
      }
      out.writeTo(socket.getOutputStream());
      if (!atOnce && !headOnly) {
        body.writeTo(socket.getOutputStream());
      }
    }
  }

  /** All up to an empty line; nothing at the end of the connection. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder(512);
    int newlines = 0;
    while (newlines < 2) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      if (head.length() == LONGEST_HEAD) {
        throw new IOException("too long a head");
      }
      head.append((char) next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    return head.toString();
  }

  private static Request request(String head, InputStream in) throws IOException {
    String[] lines = head.split("\r?\n");
    String[] first = lines[0].split(" ");
    if (first.length != 3) {
      throw new IOException("no request: " + lines[0]);
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = length == 0 ? "" : new String(in.readNBytes(length), ISO_8859_1);
    return new Request(first[0], first[1], headers, body);
  }
}
