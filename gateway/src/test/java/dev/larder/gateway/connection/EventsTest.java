package dev.larder.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a service tells as it happens reaches who listens as it happens. */
class EventsTest {
  private static final String GOOD = "Authorization: Bearer " + Fixture.ADMIN_SECRET;
  private static final String EVENTS =
      "/__api__/v1/syncs/0b9c1c3e-0000-4000-8000-000000000000/events";

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void eachEventArrivesBeforeTheNextOneIsToldAndNoneIsCompressed() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    fixture.sync.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
          call.head("Transfer-Encoding: chunked\r\n\r\n");
          call.head("7\r\ndata: 1\r\n1\r\n\n\r\n");
          await(first);
          call.head("7\r\ndata: 2\r\n1\r\n\n\r\n0\r\n\r\n");
        });
    try (RawClient client = fixture.connect()) {
      client.send("GET", EVENTS, GOOD, "Accept-Encoding: gzip", "Connection: close");
      var lines = new BufferedReader(new InputStreamReader(client.in(), StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 200");

      assertThat(until(lines, "data: 1")).noneMatch(line -> line.contains("gzip"));
      first.countDown();
      assertThat(until(lines, "data: 2")).isNotEmpty();
    }
  }

  private static List<String> until(BufferedReader lines, String last) throws IOException {
    var read = new ArrayList<String>();
    do {
      read.add(lines.readLine());
    } while (read.getLast() != null && !read.getLast().startsWith(last));
    assertThat(read.getLast()).isNotNull();
    return read;
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("it didn't happen");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
