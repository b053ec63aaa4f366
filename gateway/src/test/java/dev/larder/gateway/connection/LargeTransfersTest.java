package dev.larder.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.route.RouteSamples;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Much larger bodies than there is memory for, and readers slower than services. */
class LargeTransfersTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int SIZE = 200;
  private static final String GOOD = "Authorization: Bearer " + Fixture.ADMIN_SECRET;

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
  void aLargeFileArrivesWholeAndIsNeverHeldWhole() throws Exception {
    CRC32 sent = new CRC32();
    fixture.blob.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nContent-Length: " + (long) SIZE * MEGABYTE + "\r\n\r\n");
          Random random = new Random(1);
          byte[] part = new byte[MEGABYTE];
          for (int i = 0; i < SIZE; i++) {
            random.nextBytes(part);
            sent.update(part);
            call.out().write(part);
          }
        });
    long before = direct();
    try (RawClient client = fixture.connect()) {
      client.send("GET", RouteSamples.FILE, "Connection: close");
      skipHead(client.in());
      CRC32 got = new CRC32();
      byte[] buffer = new byte[65536];
      long total = 0;
      for (int n; (n = client.in().read(buffer)) >= 0; total += n) {
        got.update(buffer, 0, n);
      }
      assertThat(total).isEqualTo((long) SIZE * MEGABYTE);
      assertThat(got.getValue()).isEqualTo(sent.getValue());
    }
    assertThat(direct() - before).isLessThan(32L * MEGABYTE);
  }

  @Test
  void aLargeUploadArrivesWholeAndIsNeverHeldWhole() throws Exception {
    CRC32 got = new CRC32();
    fixture.upload.does(
        call -> {
          byte[] buffer = new byte[65536];
          for (long left = (long) SIZE * MEGABYTE; left > 0; ) {
            int n = call.in().read(buffer, 0, (int) Math.min(left, buffer.length));
            got.update(buffer, 0, n);
            left -= n;
          }
          call.answer(200, "text/plain", "" + got.getValue());
        });
    long before = direct();
    try (RawClient client = fixture.connect()) {
      client.send(
          "POST", "/upload/pypi/private", GOOD, "Content-Length: " + (long) SIZE * MEGABYTE);
      Random random = new Random(2);
      byte[] part = new byte[MEGABYTE];
      CRC32 sent = new CRC32();
      for (int i = 0; i < SIZE; i++) {
        random.nextBytes(part);
        sent.update(part);
        client.out().write(part);
      }
      assertThat(client.reply("POST").text()).isEqualTo("" + sent.getValue());
    }
    assertThat(direct() - before).isLessThan(32L * MEGABYTE);
  }

  @Test
  void slowReadersHoldTheServiceBackAndKeepNoIndexPageWaiting() throws Exception {
    int readers = 32;
    AtomicLong written = new AtomicLong();
    fixture.blob.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
          byte[] part = new byte[65536];
          while (true) {
            call.out().write(part);
            written.addAndGet(part.length);
          }
        });
    fixture.index.does(call -> call.answer(200, "text/plain", "page"));
    long before = direct();
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < readers; i++) {
        RawClient client = fixture.connect();
        clients.add(client);
        client.send("GET", RouteSamples.FILE);
        skipHead(client.in());
      }
      AtomicLong last = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(500))
          .until(() -> written.get() == last.getAndSet(written.get()));
      assertThat(written.get() / readers).isLessThan(16L * MEGABYTE);
      assertThat((direct() - before) / readers).isLessThan(2L * MEGABYTE);
      assertThat(fixture.get("/simple/").text()).isEqualTo("page");
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void aSlowServiceHoldsTheClientBack() throws Exception {
    fixture.upload.does(
        call -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    AtomicLong sent = new AtomicLong();
    try (RawClient client = fixture.connect()) {
      client.send("POST", "/upload/pypi/private", GOOD, "Content-Length: 10000000000");
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        client.out().write(new byte[65536]);
                        sent.addAndGet(65536);
                      }
                    } catch (IOException closed) {
                      // the test is over
                    }
                  });
      AtomicLong last = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(500))
          .until(() -> sent.get() == last.getAndSet(sent.get()));
      assertThat(sent.get()).isLessThan(32L * MEGABYTE);
      assertThat(sender.isAlive()).isTrue();
    }
  }

  private static void skipHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head).contains("200");
  }

  private static long direct() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }
}
