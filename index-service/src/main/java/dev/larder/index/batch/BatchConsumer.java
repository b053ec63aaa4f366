package dev.larder.index.batch;

import dev.larder.messaging.Batch;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import dev.larder.messaging.WorkGroup;
import dev.larder.service.request.RequestId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes the batches of syncs, together with the other replicas: while one is written, another one
 * is read.
 */
@Singleton
public class BatchConsumer {
  private static final int MEMBERS = 3;

  private final Redis redis;
  private final Batches batches;
  private List<WorkGroup<Batch>> members = List.of();

  BatchConsumer(Redis redis, Batches batches) {
    this.redis = redis;
    this.batches = batches;
  }

  /** Begins, once the catalogue is open. */
  public synchronized void start() {
    members = IntStream.range(0, MEMBERS).mapToObj(i -> join()).toList();
  }

  private WorkGroup<Batch> join() {
    return WorkGroup.start(
        redis,
        WorkGroup.Settings.of(Keys.BATCHES, Keys.BATCHES_GROUP),
        Batch::from,
        batch ->
            RequestId.with(Optional.ofNullable(batch.requestId()), () -> batches.apply(batch)));
  }

  @PreDestroy
  synchronized void close() {
    members.forEach(WorkGroup::close);
  }
}
