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

  /** Downloads that nobody follows any more but that may finish nevertheless. */
  private static final int ABANDONED = 8;

  private final DiskCache cache;
  private final Duration patience;
  private final CorruptObjects corrupt = new CorruptObjects();
  private final Arrivals arrivals;
  private final Slots abandoned = new Slots(ABANDONED);
  private final Slots slots;
  private final Map<String, Download> downloads = new HashMap<>();

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

  /** Takes it from the cache, or joins the download that brings it, or starts one. */
  public Held get(Wanted wanted) {
    synchronized (downloads) {
      Download running = downloads.get(wanted.downloadKey());
      if (running != null) {
        return new Held.OnItsWay(running.follow(patience));
      }
      Optional<OpenFile> file = cache.find(wanted.name(), wanted.location().bytes());
      if (file.isPresent()) {
        return new Held.There(file.get());
      }
      Download download = new Download();
      Follower follower = download.follow(patience);
      downloads.put(wanted.downloadKey(), download);
      busy.merge(wanted.name().content(), 1, Integer::sum);
      RequestId.start("fill-" + wanted.name(), () -> run(download, wanted));
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
    synchronized (downloads) {
      if (busy.containsKey(content)) {
        return false;
      }
      cache.delete(content);
      return true;
    }
  }

  /** Whether nothing is coming or being put away. */
  public boolean isIdle() {
    synchronized (downloads) {
      return busy.isEmpty();
    }
  }

  /** Begins to pass a file through without disk, verified all the same. To be closed. */
  public PassThrough passThrough(Wanted wanted) throws FillFailure {
    return PassThrough.begin(
        wanted,
        corrupt,
        filled -> RequestId.start("passed-" + wanted.name(), () -> arrivals.passed(filled)));
  }

  private void run(Download download, Wanted wanted) {
    Optional<Filled> filled = Optional.empty();
    try {
      filled = fill(download, wanted);
    } catch (RuntimeException | Error e) {
      // Whatever it was, those who wait must hear of it.
      log.error("A fill failed", e);
      finished(download, wanted);
      download.end(
          new Download.Ending.Failed(FillFailure.unavailable("This server failed; see its log.")));
    } finally {
      finished(download, wanted);
      download.letGo();
    }
    try {
      filled.ifPresent(this::putAway);
    } finally {
      idle(wanted.name().content());
    }
  }

  /** What lies in Larder's own store comes as quickly as it goes out: that needs no slot. */
  private Optional<Filled> fill(Download download, Wanted wanted) {
    long source = wanted.owner().source();
    try (Slots.Turn turn = slots.turn(source, patience);
        AbandonedDownloadPermit permit = new AbandonedDownloadPermit(download, source, abandoned)) {
      return new Fill(
              wanted, download, cache, corrupt, permit, turn, () -> finished(download, wanted))
          .run();
    }
  }

  private void putAway(Filled filled) {
    synchronized (downloads) {
      busy.merge(filled.sha256(), 1, Integer::sum);
    }
    try {
      arrivals.whole(filled);
      corrupt.clear(filled.wanted().name());
    } finally {
      idle(filled.sha256());
    }
  }

  private void idle(String content) {
    synchronized (downloads) {
      busy.computeIfPresent(content, (c, count) -> count == 1 ? null : count - 1);
    }
  }

  private void finished(Download download, Wanted wanted) {
    synchronized (downloads) {
      downloads.remove(wanted.downloadKey(), download);
    }
  }
}
