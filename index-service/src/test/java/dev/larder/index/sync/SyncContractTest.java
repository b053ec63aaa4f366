package dev.larder.index.sync;

import dev.larder.index.Fixture;
import dev.larder.messaging.Batch;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import dev.larder.service.contract.SyncContract;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SyncContractTest extends SyncContract {
  private static Fixture fixture;
  private static Redis redis;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    redis = Redis.open((String) fixture.settings().get("larder.redis-url"));
  }

  @AfterAll
  static void close() {
    redis.close();
    fixture.close();
  }

  @Override
  protected URI service() {
    return fixture.uri("");
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected void put(String key, String lines) {
    fixture.store.put(key, lines);
  }

  @Override
  protected void send(UUID run, UUID id, int source, int generation, Instant lookedAt) {
    Batch batch = new Batch(run, id, source, generation, lookedAt, null);
    redis.shared().sync().xadd(Keys.BATCHES, batch.toFields());
  }
}
