package dev.larder.e2e.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Fixture}, which is started for the first of them and stopped after the
 * last.
 */
public final class SharedFixture implements ParameterResolver {

  /** Closes the fixture when all tests have run. One that didn't start isn't tried again. */
  private record Kept(Optional<Fixture> fixture, Optional<Throwable> failure)
      implements AutoCloseable {

    static Kept start() {
      try {
        return new Kept(Optional.of(new Fixture()), Optional.empty());
      } catch (RuntimeException | AssertionError failed) {
        return new Kept(Optional.empty(), Optional.of(failed));
      }
    }

    Fixture get() {
      return fixture.orElseThrow(
          () -> new IllegalStateException("the fixture didn't start", failure.orElseThrow()));
    }

    @Override
    public void close() {
      fixture.ifPresent(Fixture::close);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedFixture.class))
        .getOrComputeIfAbsent(Kept.class, any -> Kept.start(), Kept.class)
        .get();
  }
}
