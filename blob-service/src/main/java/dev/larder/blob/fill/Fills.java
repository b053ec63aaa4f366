package dev.larder.blob.fill;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.request.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings files into the disk cache, each once however many ask for it. Thread-safe. */
public final class Fills {
  private static final Logger log = LoggerFactory.getLogger(Fills.class);

  /** Flights that nobody follows any more but that may finish nevertheless. */
  private static final int ABANDONED = 8;

  private final DiskCache cache;
  private final Duration patience;
  private final Distrust distrust = new Distrust();
  private final Consumer<Filled> arrivals;
  private final Semaphore abandoned = new Semaphore(ABANDONED);
  private final Map<String, Flight> flights = new HashMap<>();

  /**
   * @param arrivals told of every file that was had whole, in a thread where it may take its time
   */
  public Fills(DiskCache cache, Consumer<Filled> arrivals, FillConfiguration configuration) {
    this.cache = cache;
    this.patience = configuration.patience();
    this.arrivals = arrivals;
  }

  /** A file that is there, or on its way. */
  public sealed interface Held {
    /** In the cache. To be closed. */
    record There(OpenFile file) implements Held {}

    /** Coming. To be closed. */
    record OnItsWay(Follower follower) implements Held {}
  }

  /** Takes it from the cache, or joins the flight that brings it, or starts one. */
  public Held get(Wanted wanted) {
    synchronized (flights) {
      Flight flying = flights.get(wanted.name());
      if (flying != null) {
        return new Held.OnItsWay(flying.follow(patience));
      }
      Optional<OpenFile> file = cache.find(wanted.name(), wanted.location().bytes());
      if (file.isPresent()) {
        return new Held.There(file.get());
      }
      Flight flight = new Flight();
      Follower follower = flight.follow(patience);
      flights.put(wanted.name(), flight);
      RequestId.start("fill-" + wanted.name(), () -> fly(flight, wanted));
      return new Held.OnItsWay(follower);
    }
  }

  /**
   * Deletes a file, and what else is said, from the cache, unless it is just coming: what comes
   * would be kept after that.
   *
   * @param name as {@link Wanted#name()}
   * @return whether it was done
   * @throws IOException when something may lie there still
   */
  public boolean delete(String name, List<String> others) throws IOException {
    synchronized (flights) {
      if (flights.containsKey(name)) {
        return false;
      }
      cache.delete(name);
      for (String other : others) {
        cache.delete(other);
      }
      return true;
    }
  }

  /** Begins to pass a file on without disk, verified all the same. To be closed. */
  public Passage pass(Wanted wanted) throws FillFailure {
    return Passage.begin(wanted, distrust);
  }

  private void fly(Flight flight, Wanted wanted) {
    Optional<Filled> filled = Optional.empty();
    try (Abandonment abandonment = new Abandonment(flight, abandoned)) {
      filled = new Fill(wanted, flight, cache, distrust, abandonment, () -> landed(wanted)).run();
    } catch (RuntimeException | Error e) {
      // Whatever it was, those who wait must hear of it.
      log.error("A fill failed", e);
      landed(wanted);
      flight.end(
          new Flight.Ending.Failed(FillFailure.unavailable("This server failed; see its log.")));
    } finally {
      landed(wanted);
      flight.letGo();
    }
    if (filled.isPresent()) {
      arrivals.accept(filled.get());
      distrust.clear(wanted.name());
    }
  }

  private void landed(Wanted wanted) {
    synchronized (flights) {
      flights.remove(wanted.name());
    }
  }
}
