package dev.larder.auth.revocation;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes to Redis, again and again while it is away, as long as a revocation waits for it. */
@Component
public final class RedisPatience {

  private static final Logger log = LoggerFactory.getLogger(RedisPatience.class);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RetryPolicy<Object> policy;

  RedisPatience(RevocationSettings settings) {
    this.policy =
        RetryPolicy.builder()
            .handle(RedisException.class)
            .withMaxAttempts(-1)
            .withMaxDuration(settings.patience())
            .withDelay(PAUSE)
            .build();
  }

  /**
   * Whether it was written in time.
   *
   * @param what is written, for the log
   */
  public boolean written(String what, Runnable writing) {
    try {
      Failsafe.with(policy).run(writing::run);
      return true;
    } catch (RedisException e) {
      log.warn("{} can't be written to Redis yet: {}", what, e.toString());
      return false;
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return false;
      }
      throw e;
    }
  }
}
