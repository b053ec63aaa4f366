package dev.larder.gateway.route;

/** What a request must prove before it goes on. */
public enum Access {
  /** Nothing; credentials aren't even looked at (RAUTH-6). */
  ANYONE,
  /** A good token or the administrator; the service decides what it may (RAUTH-5). */
  TOKEN,
  /** The administrator, or a token with scope {@code global:admin}. */
  ADMIN
}
