package dev.larder.stack.supervision;

import dev.larder.stack.console.Console;
import dev.larder.stack.part.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends what a stack that was killed has left running on its data folder. */
public final class Leftovers {
  private final RunFiles run;
  private final Console console;

  public Leftovers(RunFiles run, Console console) {
    this.run = run;
    this.console = console;
  }

  /**
   * Ends the processes of the run files in the stack's order, and forgets them. A pid that belongs
   * to another process by now is left alone.
   *
   * @return how many there were
   */
  public int end() {
    AtomicInteger ended = new AtomicInteger();
    for (Part.Layer layer : List.of(Part.Layer.values()).reversed()) {
      List<Thread> threads =
          run.parts().entrySet().stream()
              .filter(known -> known.getValue().layer() == layer)
              .map(known -> Thread.ofVirtual().start(() -> end(known, ended)))
              .toList();
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
    run.stackEnded();
    return ended.get();
  }

  private void end(Map.Entry<String, RunFiles.PartMark> known, AtomicInteger ended) {
    RunFiles.PartMark mark = known.getValue();
    if (mark.identity().alive()) {
      console.say("%s was left running (pid %d); ending it".formatted(mark.title(), mark.pid()));
      Ending.end(mark.identity(), mark.signal(), Duration.ofMillis(mark.patience()));
      ended.incrementAndGet();
    }
    run.ended(known.getKey());
  }
}
