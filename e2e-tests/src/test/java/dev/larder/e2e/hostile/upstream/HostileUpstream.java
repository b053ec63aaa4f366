package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.larder.e2e.hostile.upstream.HostileAnswers.Answers;
import dev.larder.e2e.wheel.Hashing;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Several upstreams on one port, each below a path of its own, that answer each project as {@link
 * HostileAnswers} has it. It remembers what bytes it has sent as files, upstream by upstream.
 */
public final class HostileUpstream implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("(GET|HEAD) /(u\\d+)(/\\S*) HTTP/1\\.[01]");
  private static final Pattern NUMBER = Pattern.compile("hostile-answer-(\\d+)");
  private static final Pattern HOP = Pattern.compile("/hop/(\\d+)");
  private static final int LONGEST = 64 << 10;
  private static final int PIECES = 10;

  private final Map<String, Set<String>> sent = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HostileAnswers answers;
  private final ServerSocket server;
  private volatile Facts facts;

  /** Listens on a free port; answers once it is told the facts. */
  public HostileUpstream(long seed) {
    answers = new HostileAnswers(seed);
    // made before anybody waits for it
    Large.reasons(0);
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.submit(this::accept);
  }

  /** Knows these from now on. */
  public void learn(Facts learnt) {
    facts = learnt;
  }

  /** The address of the simple API of an upstream such as {@code u1}. */
  public String url(String upstream) {
    return base(upstream) + "/simple/";
  }

  private String base(String upstream) {
    return "http://127.0.0.1:%d/%s".formatted(server.getLocalPort(), upstream);
  }

  /** How many requests it has had. */
  public int requests() {
    return requests.get();
  }

  /** What is wrong with the project of this number. */
  public String what(int number) {
    return answers.number(number, "http://any", facts, true).what();
  }

  /** Whether this upstream has sent a file, or its first bytes, that hash so. */
  public boolean hasSent(String upstream, String sha256) {
    return sent.getOrDefault(upstream, Set.of()).contains(sha256);
  }

  /** How many of a file's first bytes are remembered beside the whole. */
  public static final int FIRST = 64;

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.submit(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      var in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      Matcher request = REQUEST.matcher(head);
      if (!request.lookingAt()) {
        return;
      }
      requests.incrementAndGet();
      boolean json = head.contains("vnd.pypi.simple.v1+json");
      Reply reply = reply(request.group(2), request.group(3), json);
      write(socket, reply, request.group(1).equals("HEAD"));
    } catch (IOException gone) {
      // whoever asked had enough
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2 && head.size() < LONGEST) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    return head.toString(ISO_8859_1);
  }

  private Reply reply(String upstream, String path, boolean json) {
    Matcher hop = HOP.matcher(path);
    if (hop.lookingAt()) {
      return Reply.redirect(base(upstream) + "/hop/" + (Integer.parseInt(hop.group(1)) + 1));
    }
    if (path.equals("/simple/")) {
      return Reply.text(200, "<html><body><a href=\"hostile-answer-0/\">x</a></body></html>");
    }
    Matcher number = NUMBER.matcher(path);
    if (!number.find()) {
      return Reply.text(404, Reply.WORDS);
    }
    Answers all = answers.number(Integer.parseInt(number.group(1)), base(upstream), facts, json);
    if (path.startsWith("/simple/")) {
      return all.page();
    }
    Reply file = all.files().getOrDefault(path, Reply.text(404, Reply.WORDS));
    remember(upstream, file);
    // what is in the wheel may be taken out of it
    remember(upstream, Making.file(all.metadata()));
    return file;
  }

  private void remember(String upstream, Reply file) {
    Set<String> hashes = sent.computeIfAbsent(upstream, any -> ConcurrentHashMap.newKeySet());
    remember(hashes, file.body());
    remember(hashes, file.half());
    if (file.head().contains("Content-Encoding: gzip")) {
      remember(hashes, unpacked(file.body()));
    }
  }

  private static void remember(Set<String> hashes, byte[] bytes) {
    hashes.add(Hashing.of(bytes));
    hashes.add(Hashing.of(Arrays.copyOf(bytes, Math.min(FIRST, bytes.length))));
  }

  private static byte[] unpacked(byte[] gzip) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return gzip;
    }
  }

  private static void write(Socket socket, Reply reply, boolean headOnly)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write(reply.headBytes());
    if (headOnly) {
      return;
    }
    switch (reply.pace()) {
      case AT_ONCE -> out.write(reply.body());
      case IN_DRIPS -> {
        int piece = reply.body().length / PIECES + 1;
        for (int at = 0; at < reply.body().length; at += piece) {
          out.write(reply.body(), at, Math.min(piece, reply.body().length - at));
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
      case STALLING -> {
        out.write(reply.half());
        TimeUnit.SECONDS.sleep(8);
      }
      case BREAKING_OFF -> {
        out.write(reply.half());
        socket.setSoLinger(true, 0);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
