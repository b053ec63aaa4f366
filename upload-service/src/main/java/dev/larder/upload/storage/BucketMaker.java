package dev.larder.upload.storage;

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
  private static final Duration PAUSE = Duration.ofMillis(500);

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
    while (true) {
      try {
        store.ensureBucket();
        return;
      } catch (StoreAwayException e) {
        log.info("the bucket isn't there yet: {}", e.getCause().toString());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @PreDestroy
  void stop() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
