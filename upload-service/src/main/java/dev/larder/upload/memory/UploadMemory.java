package dev.larder.upload.memory;

import dev.larder.memory.ByteBudget;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What uploads may hold of a size that their senders choose, each kind within a budget of its own,
 * so that who holds of one may wait for another: they are taken in this order, never back. Together
 * with the part buffers they leave a fifth of the heap to everything else.
 */
@Singleton
public final class UploadMemory {

  /** Of the heap, for the part buffers, which are never given back. */
  private static final double PARTS = 0.4;

  private final ByteBudget forms;
  private final ByteBudget archives;
  private final ByteBudget metadata;

  public UploadMemory(Patience patience) {
    forms = ByteBudget.ofHeap(0.08, patience.patience());
    archives = ByteBudget.ofHeap(0.14, patience.patience());
    metadata = ByteBudget.ofHeap(0.16, patience.patience());
  }

  /**
   * How long an upload waits for room.
   *
   * @param patience the same as for a part buffer
   */
  @ConfigurationProperties("larder.upload")
  public record Patience(@Bindable(defaultValue = "5m") Duration patience) {}

  /** For the fields of forms. */
  public ByteBudget forms() {
    return forms;
  }

  /** For what stands for the members of archives. */
  public ByteBudget archives() {
    return archives;
  }

  /** For metadata files and attestations while they are looked at and stored. */
  public ByteBudget metadata() {
    return metadata;
  }

  /** How many buffers of that size fit, of those that are wanted; one at least. */
  public static int buffers(int wanted, long size) {
    long fit = (long) (Runtime.getRuntime().maxMemory() * PARTS) / size;
    return Math.toIntExact(Math.clamp(fit, 1, wanted));
  }
}
