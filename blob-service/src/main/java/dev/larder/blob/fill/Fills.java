package dev.larder.blob.fill;

import dev.larder.blob.cache.CacheName;
import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import dev.larder.service.request.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  private final Arrivals arrivals;
  private final Slots abandoned = new Slots(ABANDONED);
  private final Slots slots;
  private final Map<String, Flight> flights = new HashMap<>();

  /** How often a content is being brought in, or put away. */
  private final Map<String, Integer> busy = new HashMap<>();

  /** Brings files in, and tells of each that came. */
  public Fills(DiskCache cache, Arrivals arrivals, FillConfiguration configuration) {
    this.cache = cache;
    this.patience = configuration.patience();
    this.slots = new Slots(configuration.flights());
    this.arrivals = arrivals;
  }

  /** What is done with what came, in a thread where it may take its time. */
  public interface Arrivals {
    /** A file was had whole, and is in the cache if that had room. */
    void whole(Filled filled);

    /** A file was passed on whole, and is nowhere. */
    void passed(Filled filled);
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
      Flight flying = flights.get(wanted.flight());
      if (flying != null) {
        return new Held.OnItsWay(flying.follow(patience));
      }
      Optional<OpenFile> file = cache.find(wanted.name(), wanted.location().bytes());
      if (file.isPresent()) {
        return new Held.There(file.get());
      }
      Flight flight = new Flight();
      Follower follower = flight.follow(patience);
      flights.put(wanted.flight(), flight);
      busy.merge(wanted.name().content(), 1, Integer::sum);
      RequestId.start("fill-" + wanted.name(), () -> fly(flight, wanted));
      return new Held.OnItsWay(follower);
    }
  }

  /**
   * Deletes a content, whoever has it, and what belongs to it, from the cache, unless it is just
   * coming or being put away: what comes would be kept after that.
   *
   * @param content as {@link CacheName#content()}
   * @return whether it was done
   * @throws IOException when something may lie there still
   */
  public boolean delete(String content) throws IOException {
    synchronized (flights) {
      if (busy.containsKey(content)) {
        return false;
      }
      cache.delete(content);
      return true;
    }
  }

  /** Whether nothing is coming or being put away. */
  public boolean isIdle() {
    synchronized (flights) {
      return busy.isEmpty();
    }
  }

  /** Begins to pass a file on without disk, verified all the same. To be closed. */
  public Passage pass(Wanted wanted) throws FillFailure {
    return Passage.begin(
        wanted,
        distrust,
        filled -> RequestId.start("passed-" + wanted.name(), () -> arrivals.passed(filled)));
  }

  private void fly(Flight flight, Wanted wanted) {
    Optional<Filled> filled = Optional.empty();
    try {
      filled = fill(flight, wanted);
    } catch (RuntimeException | Error e) {
      // Whatever it was, those who wait must hear of it.
      log.error("A fill failed", e);
      landed(flight, wanted);
      flight.end(
          new Flight.Ending.Failed(FillFailure.unavailable("This server failed; see its log.")));
    } finally {
      landed(flight, wanted);
      flight.letGo();
    }
    try {
      filled.ifPresent(this::putAway);
    } finally {
      idle(wanted.name().content());
    }
  }

  /** What lies in Larder's own store comes as quickly as it goes out: that needs no slot. */
  private Optional<Filled> fill(Flight flight, Wanted wanted) {
    long source = wanted.owner().source();
    try (Slots.Turn turn = slots.turn(source, patience);
        Abandonment abandonment = new Abandonment(flight, source, abandoned)) {
      return new Fill(
              wanted, flight, cache, distrust, abandonment, turn, () -> landed(flight, wanted))
          .run();
    }
  }

  private void putAway(Filled filled) {
    synchronized (flights) {
      busy.merge(filled.sha256(), 1, Integer::sum);
    }
    try {
      arrivals.whole(filled);
      distrust.clear(filled.wanted().name());
    } finally {
      idle(filled.sha256());
    }
  }

  private void idle(String content) {
    synchronized (flights) {
      busy.computeIfPresent(content, (c, count) -> count == 1 ? null : count - 1);
    }
  }

  private void landed(Flight flight, Wanted wanted) {
    synchronized (flights) {
      flights.remove(wanted.flight(), flight);
    }
  }
}
