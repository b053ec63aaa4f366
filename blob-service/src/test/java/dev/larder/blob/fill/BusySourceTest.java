package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.Fixture;
import dev.larder.blob.testing.Http;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files may come at once, one of them from one source; and the cache is small. */
class BusySourceTest {
  @TempDir Path cache;
  private final CountDownLatch gate = new CountDownLatch(1);
  private Fixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture =
        Fixture.start(
            cache,
            "larder.fill.flights",
            "2",
            "larder.fill.patience",
            "300ms",
            "larder.cache.size",
            "4000000");
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private FileEntry file(long source, String name, byte[] bytes, FakeUpstream.Behaviour behaviour) {
    FileEntry entry =
        fixture.mirrors(name, bytes, behaviour).of(source, fixture.upstream().url("/" + name));
    fixture.index().shows(entry);
    return entry;
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(fixture.service(), entry.path());
  }

  @Test
  void whatOneSourceKeepsBusyIsThereForOthers() throws Exception {
    byte[] bytes = Fixture.fresh(200_000);
    FileEntry first = file(9, "one-1.0.tar.gz", bytes, FakeUpstream.waits(bytes, 100, gate));
    byte[] more = Fixture.fresh(1000);
    FileEntry second = file(9, "two-1.0.tar.gz", more, FakeUpstream.gives(more));
    byte[] others = Fixture.fresh(1000);
    FileEntry other = file(2, "other-1.0.tar.gz", others, FakeUpstream.gives(others));
    try (Http http = new Http(fixture.service().port())) {
      http.send("GET", first.path());
      Await.until(() -> !fixture.upstream().requests("/one-1.0.tar.gz").isEmpty());

      Http.Response refused = get(second);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("retry-after", "5");
      assertThat(refused.text())
          .isEqualTo("Too many files are coming from the upstream pypi; try again.\n");
      assertThat(get(other).body()).isEqualTo(others);
      gate.countDown();
      assertThat(http.response("GET").body()).isEqualTo(bytes);
    }
    assertThat(get(second).body()).isEqualTo(more);
  }

  @Test
  void whatLiesInTheStoreNeedsNoTurnOfItsUpstream() throws Exception {
    byte[] bytes = Fixture.fresh(200_000);
    FileEntry first = file(9, "one-1.0.tar.gz", bytes, FakeUpstream.waits(bytes, 100, gate));
    byte[] more = Fixture.fresh(1000);
    FileEntry stored = file(9, "two-1.0.tar.gz", more, FakeUpstream.status(500));
    fixture.stores(stored, more);
    try (Http http = new Http(fixture.service().port())) {
      http.send("GET", first.path());
      Await.until(() -> !fixture.upstream().requests("/one-1.0.tar.gz").isEmpty());

      assertThat(get(stored).body()).isEqualTo(more);
      gate.countDown();
      assertThat(http.response("GET").body()).isEqualTo(bytes);
    }
  }

  @Test
  void aFileThatNeverEndsTakesNoMoreThanItsSourcesPartOfTheCache() throws Exception {
    byte[] others = Fixture.fresh(3_000_000);
    FileEntry other = file(2, "other-1.0.tar.gz", others, FakeUpstream.gives(others));
    get(other);
    Await.until(() -> fixture.service().cached().contains(other.cached()));
    FileEntry endless =
        file(9, "endless-1.0.tar.gz", Fixture.fresh(10), FakeUpstream.neverEnds()).withoutSize();
    fixture.index().shows(endless);

    try (Http http = new Http(fixture.service().port())) {
      http.send("GET", endless.path());
      http.some(6_000_000);
    } catch (SocketException e) {
      // It was broken off.
    }

    Await.until(() -> fixture.service().cached().stream().noneMatch(f -> f.startsWith("tmp-")));
    assertThat(fixture.service().cached()).containsExactly(other.cached());
  }
}
