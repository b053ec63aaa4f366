package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An upstream that misbehaves as it is told, byte by byte. One request a connection. */
public final class FakeUpstream implements AutoCloseable {
  /** A request as it came; header names in lower case. */
  public record Request(String path, Map<String, String> headers) {}

  /** What is done to a connection after a request. */
  public interface Behaviour {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  public FakeUpstream() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  public FakeUpstream at(String path, Behaviour behaviour) {
    behaviours.put(path, behaviour);
    return this;
  }

  /** The requests for a path. */
  public List<Request> requests(String path) {
    return requests.stream().filter(r -> r.path().equals(path)).toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      Request request = new Request(first.split(" ")[1], headers);
      requests.add(request);
      behaviours
          .getOrDefault(request.path(), status(404))
          .answer(request, socket.getOutputStream());
    } catch (IOException e) {
      // The client left, or was made to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void head(OutputStream out, String status, long length, String... more)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("HTTP/1.1 " + status, "Connection: close"));
    if (length >= 0) {
      lines.add("Content-Length: " + length);
    }
    lines.addAll(List.of(more));
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  /** Gives the file, or the range of it that was asked for. */
  public static Behaviour gives(byte[] file) {
    return (request, out) -> {
      String range = request.headers().get("range");
      if (range == null) {
        head(out, "200 OK", file.length);
        out.write(file);
        return;
      }
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      int first =
          ends[0].isEmpty()
              ? Math.max(0, file.length - Integer.parseInt(ends[1]))
              : Integer.parseInt(ends[0]);
      int last =
          ends[0].isEmpty() || ends[1].isEmpty()
              ? file.length - 1
              : Math.min(file.length - 1, Integer.parseInt(ends[1]));
      head(
          out,
          "206 Partial Content",
          last - first + 1,
          "Content-Range: bytes " + first + "-" + last + "/" + file.length);
      out.write(file, first, last - first + 1);
    };
  }

  /** Says that a part comes, and ends the connection earlier. */
  public static Behaviour truncatesParts(byte[] file, int first, int end, int at) {
    return (_, out) -> {
      head(
          out,
          "206 Partial Content",
          end - first,
          "Content-Range: bytes " + first + "-" + (end - 1) + "/" + file.length);
      out.write(file, first, at - first);
    };
  }

  /** Gives all of the file, whatever range is asked for. */
  public static Behaviour ignoresRanges(byte[] file) {
    return (_, out) -> {
      head(out, "200 OK", file.length);
      out.write(file);
    };
  }

  /** Gives the file in chunks, so without its length. */
  public static Behaviour givesChunked(byte[] file) {
    return (_, out) -> {
      head(out, "200 OK", -1, "Transfer-Encoding: chunked");
      out.write((Integer.toHexString(file.length) + "\r\n").getBytes(ISO_8859_1));
      out.write(file);
      out.write("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
    };
  }

  /** Says that all of it comes, and ends the connection earlier. */
  public static Behaviour truncates(byte[] file, int at) {
    return (_, out) -> {
      head(out, "200 OK", file.length);
      out.write(file, 0, at);
    };
  }

  /** Ends the connection early, so that nothing tells how much there should have been. */
  public static Behaviour truncatesUnframed(byte[] file, int at) {
    return (_, out) -> {
      head(out, "200 OK", -1);
      out.write(file, 0, at);
    };
  }

  /** Gives the first bytes and falls silent. */
  public static Behaviour hangs(byte[] file, int at) {
    return (_, out) -> {
      head(out, "200 OK", file.length);
      out.write(file, 0, at);
      out.flush();
      new CountDownLatch(1).await();
    };
  }

  /** Gives one byte at a time, for ever. */
  public static Behaviour drips(long announced) {
    return (_, out) -> {
      head(out, "200 OK", announced);
      while (true) {
        out.write('x');
        out.flush();
      }
    };
  }

  /** Gives a byte of a header now and then, for ever. */
  public static Behaviour dripsHeaders() {
    return (_, out) -> {
      out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(ISO_8859_1));
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(100, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    };
  }

  /** Gives chunks for ever. */
  public static Behaviour neverEnds() {
    return (_, out) -> {
      head(out, "200 OK", -1, "Transfer-Encoding: chunked");
      byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
      while (true) {
        out.write(chunk);
      }
    };
  }

  /** Never answers. */
  public static Behaviour isSilent() {
    return (_, _) -> new CountDownLatch(1).await();
  }

  /** Gives the first bytes, the rest when it is let. */
  public static Behaviour waits(byte[] file, int at, CountDownLatch gate) {
    return (_, out) -> {
      head(out, "200 OK", file.length);
      out.write(file, 0, at);
      out.flush();
      gate.await();
      out.write(file, at, file.length - at);
    };
  }

  /** Gives the rest of an answer only when it is let, after so many bytes of it. */
  public static Behaviour pauses(Behaviour behaviour, int after, CountDownLatch gate) {
    return (request, out) -> behaviour.answer(request, new GatedOutput(out, after, gate));
  }

  /** Says that the bytes are encoded. */
  public static Behaviour encodes(byte[] encoded) {
    return (_, out) -> {
      head(out, "200 OK", encoded.length, "Content-Encoding: gzip");
      out.write(encoded);
    };
  }

  public static Behaviour status(int status) {
    return (_, out) -> head(out, status + " As told", 0);
  }

  public static Behaviour redirects(String to) {
    return (_, out) -> head(out, "302 Found", 0, "Location: " + to);
  }

  /** Another behaviour for each request; the last one for all that follow. */
  public static Behaviour inTurn(Behaviour... behaviours) {
    List<Behaviour> left = new ArrayList<>(List.of(behaviours));
    return (request, out) -> {
      Behaviour next;
      synchronized (left) {
        next = left.size() > 1 ? left.removeFirst() : left.getFirst();
      }
      next.answer(request, out);
    };
  }

  /** Goes away for good. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
