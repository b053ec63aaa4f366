package dev.larder.blob.location;

import dev.larder.messaging.ChangeTail;
import dev.larder.messaging.SerialGate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers from the cache when it has applied every change that Redis knew of after the question
 * came; asks otherwise. Without Redis it always asks.
 */
public final class CachedLocations implements Locations {
  private final Locations asked;
  private final LocationCache cache;
  private final SerialGate gate;
  private final ChangeTail tail;

  public CachedLocations(Locations asked, LocationCache cache, SerialGate gate, ChangeTail tail) {
    this.asked = asked;
    this.cache = cache;
    this.gate = gate;
    this.tail = tail;
  }

  @Override
  public LocationResult find(Question question) {
    OptionalLong serial = gate.serial().join();
    if (tail.covers(serial)) {
      Optional<Location> kept = cache.get(question);
      if (kept.isPresent()) {
        return new LocationResult.Known(kept.get());
      }
    }
    LocationCache.Epoch before = cache.epoch();
    LocationResult answer = asked.find(question);
    if (answer instanceof LocationResult.Known(Location location) && serial.isPresent()) {
      cache.keep(question, location, before);
    }
    return answer;
  }
}
