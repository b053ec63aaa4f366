package dev.larder.blob.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An upstream's file that can be gone on with (RFC 9110, 13.1.5): who has its validator gets the
 * rest, anybody else all of it. It counts what it gives.
 */
public final class ResumableFile implements FakeUpstream.Behaviour {
  private final byte[] file;
  private final String validator;
  private final List<String> headers;
  private final AtomicLong given = new AtomicLong();
  private volatile int most = Integer.MAX_VALUE;

  /**
   * One with these headers.
   *
   * @param validator what {@code If-Range} must be
   */
  public ResumableFile(byte[] file, String validator, String... headers) {
    this.file = file;
    this.validator = validator;
    this.headers = List.of(headers);
  }

  /** Gives no more than so many bytes of each answer, and falls silent then. */
  public ResumableFile silentAfter(int bytes) {
    most = bytes;
    return this;
  }

  /** Gives all from now on. */
  public void speaks() {
    most = Integer.MAX_VALUE;
  }

  /** How many bytes it gave so far. */
  public long given() {
    return given.get();
  }

  @Override
  public void answer(FakeUpstream.Request request, OutputStream out)
      throws IOException, InterruptedException {
    String range = request.headers().get("range");
    boolean rest = range != null && validator.equals(request.headers().get("if-range"));
    int first = rest ? Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1")) : 0;
    List<String> lines = new ArrayList<>();
    lines.add(rest ? "HTTP/1.1 206 Partial Content" : "HTTP/1.1 200 OK");
    lines.add("Connection: close");
    lines.add("Content-Length: " + (file.length - first));
    if (rest) {
      lines.add("Content-Range: bytes %d-%d/%d".formatted(first, file.length - 1, file.length));
    }
    lines.addAll(headers);
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
    int count = Math.min(most, file.length - first);
    out.write(file, first, count);
    out.flush();
    given.addAndGet(count);
    if (count < file.length - first) {
      new CountDownLatch(1).await();
    }
  }
}
