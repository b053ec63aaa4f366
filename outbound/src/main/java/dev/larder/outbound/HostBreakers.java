package dev.larder.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Leaves hosts of upstreams alone that gave no answer several times in a row, so that nobody waits
 * for them: for a while, then but for one question, then for twice as long. Thread-safe.
 */
public final class HostBreakers {
  /** Of so many hosts that fail it is known; upstreams choose where their links lead. */
  private static final int MOST = 1_000;

  private final Duration pause;
  private final Consumer<String> log;

  /** Those that failed since they answered last. */
  private final LinkedHashMap<Way, HostBreaker> failing = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param pause how long a host isn't asked at first; nothing for never
   * @param log is told in a line when a host isn't asked any more, and when it is again
   */
  public HostBreakers(Duration pause, Consumer<String> log) {
    this.pause = pause;
    this.log = log;
  }

  /** A host, and how it is reached: what one proxy or certificate can't may be open to another. */
  private record Way(OutboundPolicy policy, Origin host) {}

  /**
   * Leave to ask a host once, to be closed when that is over. Who says nothing of an answer had
   * none.
   */
  public final class Permit implements AutoCloseable {
    private final Way way;
    private final String about;
    private boolean over;

    private Permit(Way way, String about) {
      this.way = way;
      this.about = about;
    }

    /** The host gave an answer, be it of no use. */
    public void answered() {
      over = true;
      HostBreakers.this.answered(way);
    }

    /**
     * It gave none.
     *
     * @param why in words, without a subject
     * @param told how long it wants to be left alone, if it said so
     */
    public void failed(String why, Optional<Duration> told) {
      over = true;
      if (!pause.isZero()) {
        HostBreakers.this.failed(way, about, why, told);
      }
    }

    /** Nobody waited for an answer. */
    public void withdrawn() {
      over = true;
      HostBreakers.this.withdrawn(way);
    }

    @Override
    public void close() {
      if (!over) {
        failed("did not answer in time", Optional.empty());
      }
    }
  }

  /**
   * Leave to ask.
   *
   * @param about what is asked for
   * @throws HostAwayException when the host isn't asked now
   */
  public Permit permit(OutboundPolicy policy, Origin host, String about) throws HostAwayException {
    Way way = new Way(policy, host);
    HostBreaker known;
    synchronized (failing) {
      known = failing.get(way);
    }
    if (known != null) {
      known.acquire();
    }
    return new Permit(way, about);
  }

  private void answered(Way way) {
    HostBreaker known;
    synchronized (failing) {
      known = failing.remove(way);
    }
    if (known != null && known.answered()) {
      log.accept("%s answers again".formatted(way.host().authority()));
    }
  }

  private void withdrawn(Way way) {
    HostBreaker known;
    synchronized (failing) {
      known = failing.get(way);
    }
    if (known != null) {
      known.withdrawn();
    }
  }

  private void failed(Way way, String about, String why, Optional<Duration> told) {
    HostBreaker known;
    synchronized (failing) {
      known = failing.computeIfAbsent(way, _ -> new HostBreaker(pause));
      if (failing.size() > MOST) {
        failing.pollFirstEntry();
      }
    }
    if (known.failed(about, why, told)) {
      log.accept(
          "%s isn't asked for a while: it gave no answer %d times in a row, last because it %s"
              .formatted(way.host().authority(), HostBreaker.IN_A_ROW, why));
    }
  }

  /** Whether a host isn't asked now. */
  public boolean anyAway() {
    synchronized (failing) {
      return failing.values().stream().anyMatch(HostBreaker::isAway);
    }
  }
}
