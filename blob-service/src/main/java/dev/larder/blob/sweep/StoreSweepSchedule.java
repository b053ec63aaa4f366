package dev.larder.blob.sweep;

import dev.larder.blob.owner.Contents;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreBoundConfiguration;
import dev.larder.blob.store.StoreException;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps again and again, one replica at a time: whoever takes the turn of the time has it until
 * that is over. Without Redis nobody sweeps.
 */
@Singleton
final class StoreSweepSchedule implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger log = LoggerFactory.getLogger(StoreSweepSchedule.class);

  private final TaskScheduler scheduler;
  private final Redis redis;
  private final StoreBoundConfiguration bound;
  private final StoreSweeper sweeper;

  StoreSweepSchedule(
      @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
      Redis redis,
      ObjectStore store,
      Contents contents,
      StoreBoundConfiguration bound) {
    this.scheduler = scheduler;
    this.redis = redis;
    this.bound = bound;
    this.sweeper = new StoreSweeper(store, contents, bound.storeSize());
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (!bound.isUnlimited()) {
      Duration every = bound.sweepEvery();
      scheduler.scheduleWithFixedDelay(every.dividedBy(2), every.dividedBy(2), this::sweep);
    }
  }

  private void sweep() {
    try {
      if (!isTurn()) {
        return;
      }
      StoreSweeper.Swept swept = sweeper.sweep();
      log.info(
          "{} bytes of mirrored files lay in the object store; {} files of {} bytes went",
          swept.before(),
          swept.deleted(),
          swept.bytes());
    } catch (StoreException | RedisException e) {
      log.warn("The sweep of mirrored files was given up: {}", e.getMessage());
    }
  }

  private boolean isTurn() {
    SetArgs turn = SetArgs.Builder.nx().px(bound.sweepEvery().toMillis());
    return redis.commands().set(Keys.STORE_SWEEP, "taken", turn) != null;
  }
}
