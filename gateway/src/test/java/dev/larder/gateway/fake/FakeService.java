package dev.larder.gateway.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service on a real socket whose every byte is in a test's hand. */
public final class FakeService implements AutoCloseable {
  /** Answers one request on one connection, or breaks it. */
  @FunctionalInterface
  public interface Handler {
    void handle(Call call) throws IOException;
  }

  /** A request as it came, and the connection to answer on. */
  public record Call(
      String method,
      String target,
      Map<String, List<String>> headers,
      Socket socket,
      InputStream in,
      OutputStream out) {

    public String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null ? null : String.join("|", values);
    }

    /** Answers with a whole body and leaves the connection open. */
    public void answer(int status, String type, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      head(
          "HTTP/1.1 %d Fine\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(status, type, bytes.length));
      if (!method.equals("HEAD")) {
        out.write(bytes);
      }
      out.flush();
    }

    public void head(String head) throws IOException {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Reads a body with a Content-Length as text. */
    public String text() throws IOException {
      int length = Integer.parseInt(header("Content-Length"));
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads a body with a Content-Length and returns how many bytes came. */
    public long drain() throws IOException {
      long length = Long.parseLong(header("Content-Length"));
      long read = 0;
      byte[] buffer = new byte[65536];
      while (read < length) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, length - read));
        if (n < 0) {
          return read;
        }
        read += n;
      }
      return read;
    }
  }

  private final ServerSocket server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
  private volatile Handler handler = call -> call.answer(200, "text/plain", "fine");

  public FakeService() {
    this(0);
  }

  public FakeService(int port) {
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on {@code next} answers; what came before is forgotten. */
  public FakeService does(Handler next) {
    handler = next;
    calls.clear();
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public List<Call> calls(String target) {
    return calls.stream().filter(call -> call.target().equals(target)).toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.put(socket, true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        Call call = call(head, socket, in);
        calls.add(call);
        handler.handle(call);
      }
    } catch (IOException gone) {
      // the other side left, or the test broke the connection
    } finally {
      open.remove(socket);
    }
  }

  private static Call call(String head, Socket socket, InputStream in) throws IOException {
    String[] lines = head.split("\r\n", -1);
    String[] first = lines[0].split(" ", -1);
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    return new Call(first[0], first[1], headers, socket, in, socket.getOutputStream());
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) >= 0) {
      head.write(b);
      if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open.keySet()) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
