package dev.larder.e2e.sync;

import dev.larder.e2e.upstream.simulated.Answer;
import dev.larder.e2e.upstream.simulated.Request;
import dev.larder.e2e.upstream.simulated.Responder;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets an index answer so many questions for pages of projects, and no more until told so. */
final class Gate implements Responder {
  private final Semaphore pages = new Semaphore(0);

  /** Lets so many more pass. */
  void let(int more) {
    pages.release(more);
  }

  /** Lets all pass from now on. */
  void open() {
    pages.release(Integer.MAX_VALUE / 2);
  }

  /** Whether somebody waits for a page. */
  boolean isReached() {
    return pages.hasQueuedThreads();
  }

  @Override
  public Answer respond(Request request, Supplier<Answer> usual) throws InterruptedException {
    if (request.path().startsWith("/simple/") && request.path().length() > "/simple/".length()) {
      pages.acquire();
    }
    return usual.get();
  }
}
