package dev.larder.sync.fetch;

/** Is told when an upstream goes away, and comes back. */
interface Trouble {
  /**
   * It is away.
   *
   * @param reason in one line
   */
  void began(String reason);

  /** It is back. */
  void ended();

  /** Throws where nobody wants to wait for it any more. */
  void requireWanted();
}
