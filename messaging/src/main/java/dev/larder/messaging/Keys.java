package dev.larder.messaging;

/** Names of everything that lies in Redis. */
public final class Keys {
  /** The newest serial that was sent. */
  public static final String SERIAL = "larder:serial";

  /** Stream: what changed in the catalogue, in serial order ({@link Change}). */
  public static final String CHANGES = "larder:changes";

  /** Stream: what was found out about mirrored files ({@link Found}). */
  public static final String FOUND = "larder:found";

  /** Stream: entries that could not be handled, with the reason. */
  public static final String DEAD = "larder:dead";

  /** Set of revoked token guids. */
  public static final String REVOKED = "larder:revoked";

  /** There only while {@link #REVOKED} is whole. */
  public static final String REVOKED_COMPLETE = "larder:revoked:complete";

  /** Counter, raised by every revocation. */
  public static final String REVOCATIONS = "larder:revocations";

  /** The JWK set that tokens are checked with. */
  public static final String TOKEN_KEYS = "larder:keys";

  /** The consumer group that reads {@link #FOUND}. */
  public static final String FOUND_GROUP = "index-service";

  private Keys() {}
}
