package dev.larder.index.change;

import dev.larder.index.change.Outcome.Changed;
import dev.larder.index.change.Outcome.Refused;
import dev.larder.index.change.Outcome.Unchanged;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.outbox.Delivery;
import dev.larder.index.outbox.Outbox;
import jakarta.inject.Singleton;

/**
 * Does what is asked for: each change whole, with one serial, decided before the clock is locked,
 * and again if anything that it rests on has changed meanwhile, and told when every cache can know
 * of it. What changes nothing takes no serial.
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

  /**
   * Decides from what the catalogue says of the change's own project, if it has one, and of
   * sources, repositories and claims. May be asked twice.
   */
  @FunctionalInterface
  public interface Plan<T> {
    Decision<T> decide();
  }

  private record Decided<T>(Decision<T> decision, long serial) {}

  /** Does it, if it is to be done. */
  public <T> Outcome<T> make(Plan<T> plan) {
    Decided<T> decided = database.read(() -> new Decided<>(plan.decide(), clock.newest().serial()));
    Outcome<T> outcome =
        switch (decided.decision()) {
          case Decision.Refuse<T>(Refusal refusal) -> new Refused<>(refusal);
          case Decision.Keep<T>(T value) -> new Unchanged<>(value);
          case Decision.Make<T> make ->
              database.writeWithOthers(() -> change(again(plan, make, decided.serial())));
        };
    if (outcome instanceof Changed<T>(T value, long serial)) {
      delivery.await(serial);
    }
    return outcome;
  }

  /** Locks the clock and decides what holds then. */
  private <T> Decision<T> again(Plan<T> plan, Decision.Make<T> make, long serial) {
    return clock.lock() == serial || outbox.holds(make.about(), serial) ? make : plan.decide();
  }

  private <T> Outcome<T> change(Decision<T> decision) {
    return switch (decision) {
      case Decision.Refuse<T>(Refusal refusal) -> new Refused<>(refusal);
      case Decision.Keep<T>(T value) -> new Unchanged<>(value);
      case Decision.Make<T> make -> {
        Stamp stamp = outbox.begin(make.about());
        yield new Changed<>(make.work().in(stamp), stamp.serial());
      }
    };
  }
}
