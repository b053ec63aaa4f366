package dev.larder.e2e.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a fixture, which is started for the first of them and stopped after the last.
 *
 * @param <F> the fixture
 */
abstract class Shared<F extends DeploymentFixture<?>> implements ParameterResolver {

  /** Closes the fixture when all tests have run. One that didn't start isn't tried again. */
  private record Kept(Optional<? extends DeploymentFixture<?>> fixture, Optional<Throwable> failure)
      implements AutoCloseable {

    static Kept start(Supplier<? extends DeploymentFixture<?>> start) {
      try {
        return new Kept(Optional.of(start.get()), Optional.empty());
      } catch (RuntimeException | AssertionError failed) {
        return new Kept(Optional.empty(), Optional.of(failed));
      }
    }

    DeploymentFixture<?> get() {
      if (fixture.isEmpty()) {
        throw new IllegalStateException("the fixture didn't start", failure.orElseThrow());
      }
      return fixture.get();
    }

    @Override
    public void close() {
      fixture.ifPresent(DeploymentFixture::close);
    }
  }

  private final Class<F> type;
  private final Supplier<F> start;

  Shared(Class<F> type, Supplier<F> start) {
    this.type = type;
    this.start = start;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(type))
        .getOrComputeIfAbsent(Kept.class, any -> Kept.start(start), Kept.class)
        .get();
  }
}
