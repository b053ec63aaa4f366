package dev.larder.gateway.error;

/**
 * A service broke off in the middle of its answer. It carries no cause: Spring takes a reset
 * connection anywhere in it for a client that left, and would end the answer politely.
 */
final class BrokenAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenAnswer(String part) {
    super("the answer of " + part + " is not whole", null, false, false);
  }
}
