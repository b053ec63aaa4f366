package dev.larder.service.health;

import java.util.function.BooleanSupplier;

/**
 * A part that a service works with.
 *
 * @param needed whether nothing works without it, so that the service is down when it is
 * @param isUp asks it; may take its time, or fail, which is down
 */
public record HealthPart(String name, boolean needed, BooleanSupplier isUp) {

  /** Without which nothing works. */
  public static HealthPart needed(String name, BooleanSupplier isUp) {
    return new HealthPart(name, true, isUp);
  }

  /** Without which the service does less, or is slower. */
  public static HealthPart useful(String name, BooleanSupplier isUp) {
    return new HealthPart(name, false, isUp);
  }
}
