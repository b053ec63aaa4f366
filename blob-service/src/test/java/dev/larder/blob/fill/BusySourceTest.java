package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.blob.testing.Await;
import dev.larder.blob.testing.FakeUpstream;
import dev.larder.blob.testing.FileEntry;
import dev.larder.blob.testing.House;
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
  private House house;

  @BeforeEach
  void start() throws Exception {
    house =
        House.start(
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
    house.close();
  }

  private FileEntry file(long source, String name, byte[] bytes, FakeUpstream.Behaviour behaviour) {
    FileEntry entry =
        house.mirrors(name, bytes, behaviour).of(source, house.upstream().url("/" + name));
    house.index().shows(entry);
    return entry;
  }

  private Http.Response get(FileEntry entry) throws Exception {
    return Http.get(house.service(), entry.path());
  }

  @Test
  void whatOneSourceKeepsBusyIsThereForOthers() throws Exception {
    byte[] bytes = House.fresh(200_000);
    FileEntry first = file(9, "one-1.0.tar.gz", bytes, FakeUpstream.waits(bytes, 100, gate));
    byte[] more = House.fresh(1000);
    FileEntry second = file(9, "two-1.0.tar.gz", more, FakeUpstream.gives(more));
    byte[] others = House.fresh(1000);
    FileEntry other = file(2, "other-1.0.tar.gz", others, FakeUpstream.gives(others));
    try (Http http = new Http(house.service().port())) {
      http.send("GET", first.path());
      Await.until(() -> !house.upstream().requests("/one-1.0.tar.gz").isEmpty());

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
    byte[] bytes = House.fresh(200_000);
    FileEntry first = file(9, "one-1.0.tar.gz", bytes, FakeUpstream.waits(bytes, 100, gate));
    byte[] more = House.fresh(1000);
    FileEntry stored = file(9, "two-1.0.tar.gz", more, FakeUpstream.status(500));
    house.stores(stored, more);
    try (Http http = new Http(house.service().port())) {
      http.send("GET", first.path());
      Await.until(() -> !house.upstream().requests("/one-1.0.tar.gz").isEmpty());

      assertThat(get(stored).body()).isEqualTo(more);
      gate.countDown();
      assertThat(http.response("GET").body()).isEqualTo(bytes);
    }
  }

  @Test
  void aFileThatNeverEndsTakesNoMoreThanItsSourcesPartOfTheCache() throws Exception {
    byte[] others = House.fresh(3_000_000);
    FileEntry other = file(2, "other-1.0.tar.gz", others, FakeUpstream.gives(others));
    get(other);
    Await.until(() -> house.service().cached().contains(other.cached()));
    FileEntry endless =
        file(9, "endless-1.0.tar.gz", House.fresh(10), FakeUpstream.neverEnds()).withoutSize();
    house.index().shows(endless);

    try (Http http = new Http(house.service().port())) {
      http.send("GET", endless.path());
      http.some(6_000_000);
    } catch (SocketException e) {
      // It was broken off.
    }

    Await.until(() -> house.service().cached().stream().noneMatch(f -> f.startsWith("tmp-")));
    assertThat(house.service().cached()).containsExactly(other.cached());
  }
}
