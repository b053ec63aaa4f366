package dev.larder.e2e.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link House}, which is started for the first of them and stopped after the last.
 */
public final class SharedHouse implements ParameterResolver {

  /** Closes the house when all tests have run. */
  private record Kept(House house) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      house.close();
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
        .getOrComputeIfAbsent(Kept.class, any -> new Kept(new House()), Kept.class)
        .house();
  }
}
