package dev.larder.outbound;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether one host is asked. After some failures in a row it isn't for a while; then one question
 * is let through, and if that fails too it isn't for twice as long.
 */
final class HostBreaker {
  /** So many failures in a row mean that it is away. */
  static final int IN_A_ROW = 5;

  static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration pause;
  private CircuitBreaker<Object> breaker;
  private int failures;
  private String subject = "";
  private String reason = "";

  /**
   * @param pause how long it isn't asked at first
   */
  HostBreaker(Duration pause) {
    this.pause = pause;
    this.breaker = breaker();
  }

  private CircuitBreaker<Object> breaker() {
    return CircuitBreaker.builder()
        .withFailureThreshold(IN_A_ROW)
        .withSuccessThreshold(1)
        .withDelay(pause)
        .build();
  }

  /**
   * Lets a question through; who asks it says what came of it.
   *
   * @throws HostAwayException when it isn't let through
   */
  synchronized void acquire() throws HostAwayException {
    if (!breaker.tryAcquirePermit()) {
      throw new HostAwayException(failures, reason, breaker.getRemainingDelay());
    }
  }

  /** It gave an answer; whether it wasn't asked before that. */
  synchronized boolean answered() {
    boolean wasAway = !breaker.isClosed();
    failures = 0;
    subject = "";
    breaker.recordSuccess();
    return wasAway;
  }

  /**
   * It gave none. What fails again and again by itself counts once: it may be its own fault.
   *
   * @param about what was asked for
   * @param why in words, without a subject
   * @param told how long it wants to be left alone, if it said so
   * @return whether it isn't asked from now on, and was until now
   */
  synchronized boolean failed(String about, String why, Optional<Duration> told) {
    reason = why;
    failures++;
    boolean trial = breaker.isHalfOpen();
    if (breaker.isOpen() || (!trial && about.equals(subject))) {
      return false;
    }
    subject = about;
    breaker.recordFailure();
    if (breaker.isClosed()) {
      return false;
    }
    if (trial) {
      pause = longer(pause);
    }
    Duration wait = told.filter(wanted -> wanted.compareTo(pause) > 0).orElse(pause);
    breaker = CircuitBreaker.builder(breaker.getConfig()).withDelay(wait).build();
    breaker.open();
    return !trial;
  }

  /** A question that was let through was given up. */
  synchronized void withdrawn() {
    if (breaker.isHalfOpen()) {
      breaker.open();
    }
  }

  static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }

  /** Whether nobody is let through now. */
  synchronized boolean isAway() {
    return breaker.isOpen() && breaker.getRemainingDelay().isPositive();
  }
}
