package dev.larder.e2e.upstream.simulated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What a client is answered. */
public record Answer(int status, Map<String, String> headers, Text body) {

  /** One of that status and {@code Content-Type}. */
  public static Answer of(int status, String type, Text body) {
    return new Answer(status, Map.of("Content-Type", type), body);
  }

  /** One of that status in words. */
  public static Answer of(int status, String words) {
    return of(status, "text/plain", new Text(words.length()).put(words));
  }

  /** The same with one header more. */
  public Answer with(String name, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(name, value);
    return new Answer(status, all, body);
  }

  /** The same compressed, as quick as that goes. */
  Answer gzipped() {
    var bytes = new ByteArrayOutputStream(body.length() / 2);
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      body.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Text packed = new Text(bytes.size()).put(bytes.toByteArray());
    return new Answer(status, headers, packed).with("Content-Encoding", "gzip");
  }
}
