package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sees what is on the wire: every byte, and how the connection ends. */
public final class Http implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private Runnable onHead = () -> {};

  /** How an answer ended. */
  public enum End {
    /** As announced. */
    CLEAN,
    /** The connection was closed too early. */
    CUT,
    /** The connection was reset. */
    RESET
  }

  /** An answer; header names in lower case, status 0 when the connection broke before it. */
  public record Response(int status, Map<String, String> headers, byte[] body, End end) {
    public String header(String name) {
      return headers.get(name);
    }

    public String text() {
      return new String(body, ISO_8859_1);
    }
  }

  public Http(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = socket.getInputStream();
  }

  /** One request on a connection of its own; headers as name, value, name, value. */
  public static Response request(int port, String method, String path, String... headers)
      throws IOException {
    try (Http http = new Http(port)) {
      http.send(method, path, headers);
      return http.response(method);
    }
  }

  /** As {@link #get}, telling when the head of the answer is there. */
  public static Response get(Service service, String path, Runnable onHead) throws IOException {
    try (Http http = new Http(service.port())) {
      http.onHead = onHead;
      http.send("GET", path);
      return http.response("GET");
    }
  }

  public static Response get(Service service, String path, String... headers) throws IOException {
    return request(service.port(), "GET", path, headers);
  }

  public static Response head(Service service, String path) throws IOException {
    return request(service.port(), "HEAD", path);
  }

  /** Sends a request, with the shared secret unless another one is given. */
  public void send(String method, String path, String... headers) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", "localhost");
    all.put("Larder-Secret", Service.SECRET);
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    socket.getOutputStream().write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  public Response response(String method) throws IOException {
    try {
      return whole(method);
    } catch (SocketException e) {
      return new Response(0, Map.of(), new byte[0], End.RESET);
    }
  }

  private Response whole(String method) throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    onHead.run();
    if (method.equals("HEAD") || status == 304 || status == 204) {
      return new Response(status, headers, new byte[0], End.CLEAN);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    End end = read(headers, body);
    return new Response(status, headers, body.toByteArray(), end);
  }

  /** Reads a line of an answer's head; empty at its end. */
  public String headerLine() throws IOException {
    return line();
  }

  /** Reads some bytes of a body. */
  public byte[] some(int count) throws IOException {
    return in.readNBytes(count);
  }

  private End read(Map<String, String> headers, ByteArrayOutputStream body) {
    try {
      if ("chunked".equals(headers.get("transfer-encoding"))) {
        return chunks(body);
      }
      long left = Long.parseLong(headers.get("content-length"));
      byte[] buffer = new byte[8192];
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return End.CUT;
        }
        body.write(buffer, 0, read);
        left -= read;
      }
      return End.CLEAN;
    } catch (IOException e) {
      return End.RESET;
    }
  }

  private End chunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String size = line();
      if (size.isEmpty()) {
        return End.CUT;
      }
      int length = Integer.parseInt(size, 16);
      byte[] chunk = in.readNBytes(length);
      body.write(chunk);
      if (chunk.length < length) {
        return End.CUT;
      }
      line();
      if (length == 0) {
        return End.CLEAN;
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
