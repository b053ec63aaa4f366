package dev.larder.e2e.upstream.simulated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Reads an index's list and then all its pages, by the client and the parser that sync-service has,
 * and keeps nothing: what no sync can be quicker than.
 */
final class Fetcher {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();
  private static final String ACCEPT = "application/vnd.pypi.simple.v1+json";

  private final String url;
  private final int atOnce;
  private final OkHttpClient client;
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /**
   * @param url of the simple API
   * @param atOnce how many pages are asked for at a time
   */
  Fetcher(String url, int atOnce) {
    this.url = url;
    this.atOnce = atOnce;
    client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(atOnce, 1, TimeUnit.MINUTES))
            .build();
  }

  /** What was read, and in which time. */
  record Fetched(int pages, long files, long bytes, Duration time) {
    @Override
    public String toString() {
      double seconds = time.toNanos() / 1e9;
      return "%,d pages, %,d files, %,d MB in %.1f s: %,.0f pages/s, %,.0f files/s, %,.0f MB/s"
          .formatted(
              pages,
              files,
              bytes / 1_000_000,
              seconds,
              pages / seconds,
              files / seconds,
              bytes / 1e6 / seconds);
    }
  }

  /** The names on the root page. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    read("", "name", names::add);
    return names;
  }

  /**
   * All of these pages.
   *
   * @throws IOException when one isn't answered with 200, or isn't JSON
   */
  Fetched fetch(List<String> names) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        readers.add(
            threads.submit(
                () -> {
                  for (int at = next.getAndIncrement();
                      at < names.size();
                      at = next.getAndIncrement()) {
                    read(names.get(at) + "/", "filename", file -> files.increment());
                  }
                  return null;
                }));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    return new Fetched(names.size(), files.sum(), bytes.sum(), time);
  }

  /** Reads all of a page, and tells the texts of that field of the objects in its list. */
  private void read(String path, String field, Consumer<String> each) throws IOException {
    Request request = new Request.Builder().url(url + path).header("Accept", ACCEPT).build();
    try (Response response = client.newCall(request).execute();
        JsonParser json = JSON.createParser(counted(response.body().byteStream()))) {
      if (response.code() != 200) {
        throw new IOException("%s is answered with %d".formatted(path, response.code()));
      }
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          String text = json.getText();
          if (json.currentName() != null
              && json.currentName().equals(field)
              && json.getParsingContext().getParent().inArray()) {
            each.accept(text);
          }
        }
      }
    }
  }

  private InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] some, int from, int length) throws IOException {
        int read = super.read(some, from, length);
        bytes.add(Math.max(0, read));
        return read;
      }
    };
  }
}
