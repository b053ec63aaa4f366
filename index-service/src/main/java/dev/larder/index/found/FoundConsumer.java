package dev.larder.index.found;

import dev.larder.messaging.Found;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import dev.larder.messaging.WorkGroup;
import dev.larder.service.request.RequestId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Takes what blob-service found out, together with the other replicas. */
@Singleton
public class FoundConsumer {
  private final Redis redis;
  private final Findings findings;
  private WorkGroup<Found> group;

  FoundConsumer(Redis redis, Findings findings) {
    this.redis = redis;
    this.findings = findings;
  }

  /** Begins, once the catalogue is open. */
  public synchronized void start() {
    group =
        WorkGroup.start(
            redis,
            WorkGroup.Settings.of(Keys.FOUND, Keys.FOUND_GROUP),
            Found::from,
            found ->
                RequestId.with(
                    Optional.ofNullable(found.requestId()), () -> findings.apply(found)));
  }

  @PreDestroy
  synchronized void close() {
    if (group != null) {
      group.close();
    }
  }
}
