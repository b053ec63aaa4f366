package dev.larder.e2e.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link House}, which is started for the first of them and stopped after the last.
 */
public final class SharedHouse implements ParameterResolver {

  /** Closes the house when all tests have run. One that didn't start isn't tried again. */
  private record Kept(Optional<House> house, Optional<Throwable> failure) implements AutoCloseable {

    static Kept start() {
      try {
        return new Kept(Optional.of(new House()), Optional.empty());
      } catch (RuntimeException | AssertionError failed) {
        return new Kept(Optional.empty(), Optional.of(failed));
      }
    }

    House get() {
      return house.orElseThrow(
          () -> new IllegalStateException("the house didn't start", failure.orElseThrow()));
    }

    @Override
    public void close() {
      house.ifPresent(House::close);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == House.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedHouse.class))
        .getOrComputeIfAbsent(Kept.class, any -> Kept.start(), Kept.class)
        .get();
  }
}
