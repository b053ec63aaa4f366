package dev.larder.sync.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.catalogue.Wanted;
import dev.larder.sync.list.UpstreamList;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.NoRoomException;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.settings.SyncSettings;
import dev.larder.sync.upstream.Upstreams;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at single pages for a sync, paced by their upstream. */
@Singleton
final class Pages {
  /** How often a page is asked for at most that an upstream has no good answer for. */
  private static final int TRIES = 3;

  /** How often a page is tried that there is no memory for: others end meanwhile. */
  private static final int TRIES_WITHOUT_ROOM = 10;

  private static final Duration ROOM_AGAIN = Duration.ofSeconds(1);

  private final Upstreams upstream;
  private final UpstreamList list;
  private final SyncSettings settings;
  private final Timeout<Object> timeout;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Pages(Upstreams upstream, UpstreamList list, SyncSettings settings) {
    this.upstream = upstream;
    this.list = list;
    this.settings = settings;
    this.timeout = Timeout.builder(settings.pageTimeout()).withInterrupt().build();
  }

  /**
   * Looks at a project.
   *
   * @param base a question to its upstream
   */
  Outcome look(Look base, Wanted wanted, Trouble trouble) throws InterruptedException {
    // An upstream with serials says by them what changed; a cache's word for 'as it was' may be
    // old.
    Look look =
        base.of(ProjectName.of(wanted.name()), wanted.serial() == null ? wanted.etag() : null);
    Outcome outcome = ask(look, trouble);
    if (!isStale(outcome, wanted)) {
      return outcome;
    }
    release(outcome);
    Outcome again = ask(look.askedPastCaches(), trouble);
    if (!isStale(again, wanted)) {
      return again;
    }
    release(again);
    return Outcome.Failed.because(
        look, "has a page of %s that is older than its list says".formatted(wanted.name()));
  }

  private static boolean isStale(Outcome outcome, Wanted wanted) {
    return wanted.serial() != null
        && outcome instanceof Outcome.Page page
        && page.serial() != null
        && page.serial() < wanted.serial();
  }

  private static void release(Outcome outcome) {
    if (outcome instanceof Outcome.Page page) {
      page.files().release();
    }
  }

  private Outcome ask(Look look, Trouble trouble) throws InterruptedException {
    Host host =
        hosts.computeIfAbsent(
            String.valueOf(look.url().getRawAuthority()), _ -> new Host(settings));
    Outcome outcome = host.ask(() -> once(look), () -> probe(look), trouble);
    for (int tries = 1;
        tries < TRIES && outcome instanceof Outcome.Failed failed && failed.away();
        tries++) {
      outcome = host.ask(() -> once(look), () -> probe(look), trouble);
    }
    return outcome;
  }

  private void probe(Look look) throws IOException, InterruptedException {
    if (look.url().getScheme().equalsIgnoreCase("file")) {
      return;
    }
    try {
      Failsafe.with(timeout).run(() -> list.probe(look));
    } catch (TimeoutExceededException e) {
      throw new IOException(e);
    } catch (FailsafeException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw e;
      }
    }
  }

  private Outcome once(Look look) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return Failsafe.with(timeout).get(() -> upstream.look(look));
      } catch (TimeoutExceededException e) {
        return Outcome.Failed.late(look, settings.pageTimeout());
      } catch (NoRoomException e) {
        if (e.isAlone()) {
          return Outcome.Failed.tooLarge(look);
        }
        if (tries == TRIES_WITHOUT_ROOM) {
          return Outcome.Failed.noRoom(look);
        }
      } catch (BudgetSpentException e) {
        if (tries == TRIES_WITHOUT_ROOM) {
          return Outcome.Failed.noRoom(look);
        }
      } catch (FailsafeException e) {
        if (e.getCause() instanceof InterruptedException interrupted) {
          throw interrupted;
        }
        throw e;
      }
      Thread.sleep(ROOM_AGAIN);
    }
  }
}
