package dev.larder.auth.person;

import dev.larder.auth.Loop;
import dev.larder.auth.realm.RealmKeeper;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Looks, every few minutes, who was barred or deleted elsewhere than here. */
@Component
final class DepartureKeeper implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(DepartureKeeper.class);
  private static final Duration UNTIL_READY = Duration.ofSeconds(1);

  private final Departures departures;
  private final RealmKeeper realm;
  private final Duration every;
  private final Loop loop = new Loop("departures", this::turn);

  DepartureKeeper(Departures departures, RealmKeeper realm, PeopleSettings settings) {
    this.departures = departures;
    this.realm = realm;
    this.every = settings.lookEvery();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    loop.start();
  }

  private Duration turn() {
    if (!realm.ready()) {
      return UNTIL_READY;
    }
    try {
      departures.look();
    } catch (RuntimeException e) {
      log.warn("who was barred elsewhere can't be found out now: {}", e.toString());
    }
    return every;
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
