package dev.larder.sync.lead;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.larder.messaging.Batch;
import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.catalogue.Mirror;
import dev.larder.sync.catalogue.Wanted;
import dev.larder.sync.chunk.Chunk;
import dev.larder.sync.chunk.WorkChunks;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failure;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.list.ListHead;
import dev.larder.sync.list.Names;
import dev.larder.sync.list.UpstreamList;
import dev.larder.sync.look.Look;
import dev.larder.sync.run.Phase;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.store.ObjectStore;
import dev.larder.sync.store.Spool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Finds out what a run is to look at: all that an upstream's list has, or, where nothing has
 * happened there since the last run, what that one couldn't.
 */
@Singleton
final class Listing {
  private static final Timeout<Object> OF_LIST =
      Timeout.builder(Duration.ofMinutes(10)).withInterrupt().build();
  private static final Timeout<Object> OF_SERIAL =
      Timeout.builder(Duration.ofSeconds(20)).withInterrupt().build();
  private static final int PAGE = 1000;

  private final Catalogue catalogue;
  private final UpstreamList upstream;
  private final ObjectStore store;
  private final Database database;
  private final Runs runs;
  private final WorkChunks chunks;
  private final Failures failures;

  Listing(
      Catalogue catalogue,
      UpstreamList upstream,
      ObjectStore store,
      Database database,
      Runs runs,
      WorkChunks chunks,
      Failures failures) {
    this.catalogue = catalogue;
    this.upstream = upstream;
    this.store = store;
    this.database = database;
    this.runs = runs;
    this.chunks = chunks;
    this.failures = failures;
  }

  private void write(Run run, Runnable work) {
    LostLeadException.unlessLost(database, runs, run, work);
  }

  /**
   * Does it.
   *
   * @throws IOException when the upstream gives no list
   */
  void list(Run run) throws IOException, InterruptedException {
    Mirror mirror = catalogue.mirror(run.source(), run.generation(), run.sourceName());
    Instant instant = catalogue.instant();
    Look look = mirror.look();
    Optional<Run> last =
        database
            .write(() -> runs.lastFinished(run.source()))
            .filter(before -> before.generation() == run.generation());
    if (last.isPresent() && isAsItWas(look, last.get())) {
      goOnFrom(run, last.get(), instant);
      return;
    }
    try (Spool spool = Spool.open()) {
      ListHead head = read(look, new Lines(spool.lines()));
      spool.end();
      store.put(Batch.listKey(run.id()), spool);
      write(
          run,
          () ->
              runs.listed(
                  run.id(),
                  Phase.COMPARE,
                  instant.minus(head.age()),
                  head.serial(),
                  head.serials(),
                  null,
                  null));
    }
  }

  private boolean isAsItWas(Look look, Run last) throws InterruptedException {
    if (last.upstreamSerial() == null) {
      return false;
    }
    try {
      OptionalLong serial = within(OF_SERIAL, () -> upstream.serial(look));
      return serial.isPresent() && serial.getAsLong() == last.upstreamSerial();
    } catch (IOException e) {
      return false;
    }
  }

  private ListHead read(Look look, Names names) throws IOException, InterruptedException {
    return within(OF_LIST, () -> upstream.read(look, names));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T within(Timeout<Object> timeout, Reading<T> reading)
      throws IOException, InterruptedException {
    try {
      return Failsafe.with(timeout).get(reading::read);
    } catch (TimeoutExceededException e) {
      throw new IOException("It took too long", e);
    } catch (FailsafeException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw e;
      }
    }
  }

  private void goOnFrom(Run run, Run last, Instant instant) {
    write(run, () -> chunks.drop(run.id()));
    long total =
        addAll(
            run,
            false,
            after ->
                database.write(() -> failures.ofSource(run.source(), after, Chunk.SIZE)).stream()
                    .map(Listing::wanted)
                    .toList());
    total += missed(run, false, instant);
    long all = total;
    write(
        run,
        () ->
            runs.listed(
                run.id(),
                Phase.FETCH,
                instant,
                last.upstreamSerial(),
                last.listSerials(),
                last.listed(),
                all));
  }

  /** Lets all that failed in a run be looked at once more. */
  void again(Run run) {
    long unused =
        addAll(
            run,
            false,
            after ->
                database.write(() -> failures.after(run.id(), after, Chunk.SIZE)).stream()
                    .map(Listing::wanted)
                    .toList());
  }

  /**
   * Lets all be looked at that an earlier look missed before an instant.
   *
   * @return how many they are
   */
  long missed(Run run, boolean secondLook, Instant before) {
    return addAll(run, secondLook, after -> catalogue.missed(run.source(), after, PAGE, before));
  }

  private long addAll(Run run, boolean secondLook, Function<String, List<Wanted>> pages) {
    long all = 0;
    String after = "";
    for (List<Wanted> page = pages.apply(after); !page.isEmpty(); page = pages.apply(after)) {
      for (int from = 0; from < page.size(); from += Chunk.SIZE) {
        List<Wanted> some = page.subList(from, Math.min(from + Chunk.SIZE, page.size()));
        write(run, () -> chunks.add(run.id(), secondLook, some));
      }
      all += page.size();
      after = page.getLast().name();
    }
    return all;
  }

  private static Wanted wanted(Failure failure) {
    return new Wanted(failure.name(), failure.serial(), failure.etag());
  }

  /** Writes names as index-service reads them; one that comes twice in a row once. */
  private static final class Lines implements Names {
    private final OutputStream out;
    private String last = "";

    private Lines(OutputStream out) {
      this.out = out;
    }

    @Override
    public void accept(String name, Long serial) throws IOException {
      if (!name.equals(last)) {
        last = name;
        // A normalised name has nothing to be escaped.
        out.write(("{\"name\":\"" + name + "\",\"serial\":" + serial + "}\n").getBytes(UTF_8));
      }
    }
  }
}
