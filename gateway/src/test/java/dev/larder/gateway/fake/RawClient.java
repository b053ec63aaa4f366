package dev.larder.gateway.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.SocketFactory;

/** A client on a real socket: what it sends is what was written, what it reads is what came. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawClient(SocketFactory sockets, int port) {
    try {
      socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Socket socket() {
    return socket;
  }

  public InputStream in() {
    return in;
  }

  public OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** A request's head; {@code Host} is added unless it is given. */
  public void send(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (List.of(headers).stream().noneMatch(line -> line.startsWith("Host:"))) {
      head.append("Host: larder.example:4242\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    write(head + "\r\n");
  }

  public void write(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one answer to its end, or to the connection's. */
  public Reply reply(String method) {
    try {
      String[] first = line().split(" ", 3);
      int status = Integer.parseInt(first[1]);
      Map<String, List<String>> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean whole =
          method.equals("HEAD") || status == 204 || status == 304 || body(headers, body);
      return new Reply(
          status, first.length > 2 ? first[2] : "", headers, body.toByteArray(), whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False if it broke off. */
  private boolean body(Map<String, List<String>> headers, ByteArrayOutputStream body) {
    try {
      if (headers.containsKey("content-length")) {
        return copy(Long.parseLong(headers.get("content-length").getFirst()), body);
      }
      if (headers.containsKey("transfer-encoding")) {
        for (long size = size(); size != 0; size = size()) {
          if (!copy(size, body)) {
            return false;
          }
          line();
        }
        line();
        return true;
      }
      return copy(Long.MAX_VALUE, body);
    } catch (IOException broken) {
      return false;
    }
  }

  private long size() throws IOException {
    return Long.parseLong(line(), 16);
  }

  private boolean copy(long length, ByteArrayOutputStream to) throws IOException {
    byte[] buffer = new byte[65536];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        return false;
      }
      to.write(buffer, 0, n);
      left -= n;
    }
    return true;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int b;
    while ((b = in.read()) != '\n') {
      if (b < 0) {
        throw new SocketException("the connection ended at: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
