package dev.larder.gateway.caller;

/** What a request must prove before it goes on. */
public enum Access {
  /** Nothing; credentials aren't even looked at. */
  ANYONE,
  /**
   * Nothing, but who shows good credentials is known by them; bad ones are as good as none
   * (RAUTH-6). The service that owns the thing decides.
   */
  READER,
  /** A good token or the administrator; the service decides what it may (RAUTH-5). */
  TOKEN,
  /** The same, of a call of {@code /__api__}. */
  API,
  /** The administrator, or a token with scope {@code global:admin}. */
  ADMIN
}
