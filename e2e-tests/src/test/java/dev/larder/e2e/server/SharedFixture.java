package dev.larder.e2e.server;

/** Gives tests the {@link Fixture}, which runs from the first of them to the last. */
public final class SharedFixture extends Shared<Fixture> {
  public SharedFixture() {
    super(Fixture.class, Fixture::start);
  }
}
