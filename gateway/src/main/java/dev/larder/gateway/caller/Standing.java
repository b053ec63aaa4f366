package dev.larder.gateway.caller;

/** What a credential turned out to be. */
public sealed interface Standing {
  /** Good, now. */
  record Good(Caller caller) implements Standing {}

  /** Malformed, unknown, expired or revoked; which of them isn't told. */
  record Bad() implements Standing {}

  /**
   * It can't be said now.
   *
   * @param why one line for the client
   */
  record Unknown(String why) implements Standing {}
}
