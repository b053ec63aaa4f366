package dev.larder.index.change;

import dev.larder.index.change.Outcome.Changed;
import dev.larder.index.change.Outcome.Refused;
import dev.larder.index.change.Outcome.Standing;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.outbox.Delivery;
import dev.larder.index.outbox.Outbox;
import jakarta.inject.Singleton;

/**
 * Does what administrators ask for: each command one transaction with one serial, decided while
 * nobody else changes anything, and told when every cache can know of it. What changes nothing
 * takes no serial.
 */
@Singleton
public class Changes {
  private final Database database;
  private final CatalogueClock clock;
  private final Outbox outbox;
  private final Delivery delivery;

  public Changes(Database database, CatalogueClock clock, Outbox outbox, Delivery delivery) {
    this.database = database;
    this.clock = clock;
    this.outbox = outbox;
    this.delivery = delivery;
  }

  /** Decides; asked twice, before the clock is locked and then again. */
  @FunctionalInterface
  public interface Plan<T> {
    Decision<T> decide();
  }

  /** Does it, if it is to be done. */
  public <T> Outcome<T> make(Plan<T> plan) {
    Outcome<T> outcome =
        switch (database.read(plan::decide)) {
          case Decision.Refuse<T>(Refusal refusal) -> new Refused<>(refusal);
          case Decision.Keep<T>(T value) -> new Standing<>(value);
          case Decision.Make<T> make -> database.write(() -> change(plan));
        };
    if (outcome instanceof Changed<T>(T value, long serial)) {
      delivery.await(serial);
    }
    return outcome;
  }

  private <T> Outcome<T> change(Plan<T> plan) {
    clock.lock();
    return switch (plan.decide()) {
      case Decision.Refuse<T>(Refusal refusal) -> new Refused<>(refusal);
      case Decision.Keep<T>(T value) -> new Standing<>(value);
      case Decision.Make<T> make -> {
        Stamp stamp = outbox.begin(make.about());
        yield new Changed<>(make.work().in(stamp), stamp.serial());
      }
    };
  }
}
