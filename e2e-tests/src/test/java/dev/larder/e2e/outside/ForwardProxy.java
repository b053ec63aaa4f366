package dev.larder.e2e.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A company's way to the outside (RFC 9110, 7.3.2 and 9.3.6): passes plain requests on and opens
 * tunnels. It alone knows the hosts of the outside, whose names nobody else can resolve.
 */
public final class ForwardProxy implements AutoCloseable {
  private static final Pattern TUNNEL = Pattern.compile("CONNECT ([^ :]+):(\\d+) HTTP/1.1\r\n");
  private static final Pattern PLAIN =
      Pattern.compile("(GET|HEAD|POST) http://([^ /:]+)(?::\\d+)?(/[^ ]*) HTTP/1.1\r\n");
  private static final int LONGEST = 64 << 10;

  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String credentials;
  private final ServerSocket server;

  private ForwardProxy(String credentials) {
    this.credentials = credentials;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** One for everybody. */
  public static ForwardProxy open() {
    return new ForwardProxy("");
  }

  /**
   * One that wants credentials.
   *
   * @param credentials as {@code user:password}
   */
  public static ForwardProxy guarded(String credentials) {
    return new ForwardProxy(credentials);
  }

  /** Knows a host, whose server listens on a port of this machine. */
  public ForwardProxy knowing(String host, int port) {
    ports.put(host, port);
    return this;
  }

  /** Its address with its credentials, as {@code HTTPS_PROXY} has it. */
  public String url() {
    return address(credentials);
  }

  /** Its address with these credentials, {@code user:password}; none where that is empty. */
  public String address(String others) {
    return "http://%s127.0.0.1:%d"
        .formatted(others.isEmpty() ? "" : others + "@", server.getLocalPort());
  }

  /** What was passed on: the method, the host and a plain request's path. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new BufferedInputStream(client.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        if (!answer(client, in, head)) {
          return;
        }
      }
    } catch (IOException gone) {
      // whoever is at the other end sees it
    }
  }

  /** Whether another request may follow. */
  private boolean answer(Socket client, InputStream in, String head) throws IOException {
    if (!isAllowed(head)) {
      say(client, "407 Who are you", "Proxy-Authenticate: Basic realm=\"outside\"\r\n");
      return true;
    }
    Matcher tunnel = TUNNEL.matcher(head);
    Matcher plain = PLAIN.matcher(head);
    boolean tunnels = tunnel.lookingAt();
    if (!tunnels && !plain.lookingAt()) {
      say(client, "400 What", "");
      return false;
    }
    String host = tunnels ? tunnel.group(1) : plain.group(2);
    Integer port = ports.get(host);
    if (port == null) {
      say(client, "502 Nobody knows it", "");
      return true;
    }
    asked.add(tunnels ? "CONNECT " + host : plain.group(1) + " " + host + plain.group(3));
    try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (tunnels) {
        client.getOutputStream().write("HTTP/1.1 200 Go on\r\n\r\n".getBytes(ISO_8859_1));
      } else {
        there.getOutputStream().write(passedOn(head, plain).getBytes(ISO_8859_1));
      }
      Thread up = Thread.ofVirtual().start(() -> pump(in, there));
      there.getInputStream().transferTo(client.getOutputStream());
      client.close();
      up.interrupt();
    }
    return false;
  }

  private static String passedOn(String head, Matcher plain) {
    String rest = head.substring(plain.end());
    return "%s %s HTTP/1.1\r\nConnection: close\r\n%s"
        .formatted(
            plain.group(1),
            plain.group(3),
            rest.replaceAll("(?im)^(Proxy-[^:]*|Connection):.*\r\n", ""));
  }

  private boolean isAllowed(String head) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
    return credentials.isEmpty()
        || head.contains("\r\nProxy-Authorization: Basic " + basic + "\r\n");
  }

  private static void say(Socket client, String status, String headers) throws IOException {
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 %s\r\n%sContent-Length: 0\r\n\r\n"
                .formatted(status, headers)
                .getBytes(ISO_8859_1));
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // the other way sees it
    }
  }

  /** A request up to the empty line; empty where none comes any more. */
  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (head.size() < LONGEST) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      if (next == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
