package dev.larder.e2e.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Gives tests the {@link ContainerFixture}, which runs from the first of them to the last. Where
 * there is no Docker, or an image can't be had, each is skipped and says so.
 */
public final class SharedContainers extends Shared<ContainerFixture>
    implements TestInstancePreConstructCallback {
  public SharedContainers() {
    super(ContainerFixture.class, ContainerFixture::start);
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    Docker.orSkip();
    PublicImages.orSkip();
  }
}
