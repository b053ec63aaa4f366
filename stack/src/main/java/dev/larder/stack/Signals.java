package dev.larder.stack;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/** Ctrl-C, SIGTERM and a closed terminal: each asks for an orderly end. */
final class Signals {
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private Signals() {}

  /** From now on these signals don't kill this process. */
  static Signals listen() {
    Signals signals = new Signals();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), signal -> signals.ended.complete(null));
    }
    return signals;
  }

  /** Done when the first of them has come. */
  CompletableFuture<Void> ended() {
    return ended;
  }
}
