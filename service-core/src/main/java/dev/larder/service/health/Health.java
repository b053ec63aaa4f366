package dev.larder.service.health;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which parts of a service are up. Anybody may ask, so all who do within a quarter of a second
 * share one answer.
 */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration GOOD_FOR = Duration.ofMillis(250);

  private final List<HealthPart> parts;
  private Report last;
  private long asked;

  public Health(Collection<HealthPart> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * The state of the service and of its parts.
   *
   * @param status {@code up}; {@code down} where a part is down that it needs
   * @param parts {@code up} or {@code down} by name
   */
  public record Report(String status, Map<String, String> parts) {
    /** The HTTP status that says so. */
    public int httpStatus() {
      return status.equals(word(true)) ? 200 : 503;
    }
  }

  /** Asks all parts at once; one that takes two seconds is down. */
  public synchronized Report report() {
    if (last == null || System.nanoTime() - asked > GOOD_FOR.toNanos()) {
      last = ask();
      asked = System.nanoTime();
    }
    return last;
  }

  private Report ask() {
    Map<HealthPart, CompletableFuture<Boolean>> answers = new HashMap<>();
    parts.forEach(
        part ->
            answers.put(
                part,
                CompletableFuture.supplyAsync(
                    part.isUp()::getAsBoolean, Thread::startVirtualThread)));
    boolean up = true;
    Map<String, String> states = new TreeMap<>();
    for (HealthPart part : parts) {
      boolean partUp = isUp(answers.get(part));
      states.put(part.name(), word(partUp));
      up &= partUp || !part.needed();
    }
    return new Report(word(up), states);
  }

  private static boolean isUp(CompletableFuture<Boolean> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
