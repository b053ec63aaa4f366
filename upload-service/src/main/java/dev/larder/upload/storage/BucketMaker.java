package dev.larder.upload.storage;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the bucket at the start, and goes on trying while the store is not up yet. */
@Singleton
final class BucketMaker implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger log = LoggerFactory.getLogger(BucketMaker.class);
  private static final RetryPolicy<Object> UNTIL_IT_IS_THERE =
      RetryPolicy.builder()
          .handle(StoreAwayException.class)
          .withMaxAttempts(-1)
          .withDelay(Duration.ofMillis(500))
          .onFailedAttempt(
              attempt ->
                  log.info(
                      "the bucket isn't there yet: {}",
                      attempt.getLastException().getCause().toString()))
          .build();

  private final ObjectStore store;
  private volatile Thread worker;

  BucketMaker(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    worker = Thread.ofVirtual().name("bucket-maker").start(this::makeBucket);
  }

  private void makeBucket() {
    try {
      Failsafe.with(UNTIL_IT_IS_THERE).run(store::ensureBucket);
    } catch (FailsafeException e) {
      log.info("the bucket isn't made: {}", e.getCause().toString());
    }
  }

  @PreDestroy
  void stop() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
