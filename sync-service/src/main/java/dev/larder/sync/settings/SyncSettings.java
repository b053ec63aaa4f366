package dev.larder.sync.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.scheduling.cron.CronExpression;
import java.time.Duration;

/**
 * How mirrors are synced.
 *
 * @param schedule when, as cron has it (UTC), where a source doesn't say; {@code never}
 * @param concurrency how many pages are asked for at once, by each replica
 * @param rate how many pages a second each replica asks an upstream for at most; 0: as many as
 *     there are
 * @param lease after which another replica takes over what one has left
 * @param tick how often a replica asks for work, and how a run gets on
 * @param resend after which a batch that isn't applied is told again
 * @param retryAfter how long after its first pages a run asks again for those that failed; later
 *     tries wait four times as long each
 * @param tries how often a run asks again for what failed
 * @param pause how long nobody asks an upstream that is away, or another part
 * @param pageTimeout how long one page may take
 */
@ConfigurationProperties("larder.sync")
public record SyncSettings(
    @Bindable(defaultValue = "0 1 * * *") String schedule,
    @Bindable(defaultValue = "16") int concurrency,
    @Bindable(defaultValue = "0") int rate,
    @Bindable(defaultValue = "30s") Duration lease,
    @Bindable(defaultValue = "500ms") Duration tick,
    @Bindable(defaultValue = "60s") Duration resend,
    @Bindable(defaultValue = "5s") Duration retryAfter,
    @Bindable(defaultValue = "3") int tries,
    @Bindable(defaultValue = "10s") Duration pause,
    @Bindable(defaultValue = "60s") Duration pageTimeout) {

  /** What stands for no time at all. */
  public static final String NEVER = "never";

  public SyncSettings {
    require(concurrency >= 1 && concurrency <= 256, "LARDER_SYNC_CONCURRENCY is not 1 to 256");
    require(rate >= 0, "LARDER_SYNC_RATE is negative");
    require(isSchedule(schedule), "LARDER_SYNC_SCHEDULE is neither 'never' nor as cron has it");
  }

  /** Whether a text says when, or {@code never}. */
  public static boolean isSchedule(String text) {
    if (text.equals(NEVER)) {
      return true;
    }
    try {
      CronExpression.create(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
