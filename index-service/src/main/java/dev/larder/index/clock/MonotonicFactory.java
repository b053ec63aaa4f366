package dev.larder.index.clock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Gives this process's own clock. */
@Factory
final class MonotonicFactory {
  @Singleton
  Monotonic monotonic() {
    return System::nanoTime;
  }
}
