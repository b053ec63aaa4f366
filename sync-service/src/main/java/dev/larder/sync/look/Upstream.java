package dev.larder.sync.look;

/** Something that can be asked for a project. */
public interface Upstream {
  /**
   * Asks, in the caller's thread, however long it takes: the caller interrupts it when nobody waits
   * any more.
   */
  Outcome look(Look look) throws InterruptedException;
}
