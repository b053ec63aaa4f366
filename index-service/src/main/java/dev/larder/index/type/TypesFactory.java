package dev.larder.index.type;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Gives the known types to who decides by them. */
@Factory
final class TypesFactory {
  @Singleton
  Types types() {
    return Types.KNOWN;
  }
}
