package dev.larder.e2e.upstream.simulated;

import java.util.function.Supplier;

/** Has a say in what an index answers: it may answer otherwise, later, or not at all. */
@FunctionalInterface
public interface Responder {
  /**
   * @param usual what the index has to say
   * @throws InterruptedException when the index is closed meanwhile
   */
  Answer respond(Request request, Supplier<Answer> usual) throws InterruptedException;
}
