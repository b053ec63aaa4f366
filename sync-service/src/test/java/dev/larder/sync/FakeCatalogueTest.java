package dev.larder.sync;

import dev.larder.messaging.Batch;
import dev.larder.messaging.BatchQueue;
import dev.larder.messaging.Redis;
import dev.larder.service.contract.SyncContract;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeCatalogueTest extends SyncContract {
  private static SyncFixture fixture;
  private static Redis redis;

  @BeforeAll
  static void open() {
    fixture = SyncFixture.open();
    redis = Redis.open((String) fixture.settings().get("larder.redis.url"));
  }

  @AfterAll
  static void close() {
    redis.close();
    fixture.close();
  }

  @Override
  protected URI service() {
    return URI.create(fixture.catalogue.url());
  }

  @Override
  protected String secret() {
    return FakeCatalogue.SECRET;
  }

  @Override
  protected void put(String key, String lines) throws Exception {
    SyncFixture.put(fixture.store(), key, lines);
  }

  @Override
  protected void send(UUID run, UUID id, int source, int generation, Instant lookedAt) {
    new BatchQueue(redis).add(new Batch(run, id, source, generation, lookedAt, null));
  }
}
