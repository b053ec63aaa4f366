package dev.larder.e2e.upstream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Sends a file as its fault wants. */
final class FileSender {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int DRIBBLE = 4096;

  private final HttpExchange exchange;
  private final UpstreamFile file;
  private final BooleanSupplier isStopped;

  FileSender(HttpExchange exchange, UpstreamFile file, BooleanSupplier isStopped) {
    this.exchange = exchange;
    this.file = file;
    this.isStopped = isStopped;
  }

  void send() throws IOException {
    Path path = file.distribution().path();
    long size = file.distribution().size();
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", "\"" + file.distribution().sha256() + "\"");
    headers.set("Content-Type", "application/octet-stream");
    switch (file.fault()) {
      case NONE, METADATA_MISSING -> sendWell(path, size);
      case TRUNCATED -> {
        exchange.sendResponseHeaders(200, size);
        copy(path, 0, size / 2);
      }
      case OTHER_BYTES -> {
        exchange.sendResponseHeaders(200, size);
        copy(path, 0, size - 1);
        exchange.getResponseBody().write('!');
      }
      case SERVER_ERROR -> exchange.sendResponseHeaders(500, -1);
      case HANGING -> {
        exchange.sendResponseHeaders(200, size);
        exchange.getResponseBody().flush();
        waitUntilHealed(FileFault.HANGING);
      }
      case GZIP_ENCODED -> {
        byte[] packed = gzipped(path);
        headers.set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, packed.length);
        exchange.getResponseBody().write(packed);
      }
      case LOGIN_PAGE -> {
        byte[] page = Upstream.LOGIN_PAGE.getBytes(StandardCharsets.UTF_8);
        headers.set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
      }
      case NOT_MODIFIED -> exchange.sendResponseHeaders(304, -1);
      case DRIBBLING -> dribble(path, size);
    }
  }

  private void sendWell(Path path, long size) throws IOException {
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(size));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher asked = RANGE.matcher(range == null ? "" : range);
    if (!asked.matches()) {
      exchange.sendResponseHeaders(200, size);
      copy(path, 0, size);
      return;
    }
    boolean suffix = asked.group(1).isEmpty();
    long first =
        suffix
            ? Math.max(0, size - Long.parseLong(asked.group(2)))
            : Long.parseLong(asked.group(1));
    long last =
        suffix || asked.group(2).isEmpty()
            ? size - 1
            : Math.min(size - 1, Long.parseLong(asked.group(2)));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
    exchange.sendResponseHeaders(206, last - first + 1);
    copy(path, first, last - first + 1);
  }

  private void dribble(Path path, long size) throws IOException {
    exchange.sendResponseHeaders(200, size);
    for (long at = 0; at < size; at += DRIBBLE) {
      copy(path, at, Math.min(DRIBBLE, size - at));
      exchange.getResponseBody().flush();
      pause();
    }
  }

  private void copy(Path path, long from, long length) throws IOException {
    OutputStream out = exchange.getResponseBody();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(from);
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("shorter than it was: " + path);
        }
        out.write(buffer, 0, read);
        left -= read;
        file.gave(read);
      }
    }
  }

  private static byte[] gzipped(Path path) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      Files.copy(path, gzip);
    }
    return bytes.toByteArray();
  }

  private void waitUntilHealed(FileFault fault) {
    while (file.fault() == fault && !isStopped.getAsBoolean()) {
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
