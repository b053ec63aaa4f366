package dev.larder.gateway.caller;

/** What a credential turned out to be. */
public sealed interface Authentication {
  /** Good, now. */
  record Good(Caller caller) implements Authentication {}

  /** Malformed, unknown, expired or revoked; which of them isn't told. */
  record Bad() implements Authentication {}

  /**
   * It can't be said now.
   *
   * @param why one line for the client
   */
  record Unknown(String why) implements Authentication {}
}
