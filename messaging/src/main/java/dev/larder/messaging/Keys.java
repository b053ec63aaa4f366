package dev.larder.messaging;

/** Names of everything that lies in Redis. */
public final class Keys {
  /** The newest serial that was sent. */
  public static final String SERIAL = "larder:serial";

  /** Stream: what changed in the catalogue, in serial order ({@link Change}). */
  public static final String CHANGES = "larder:changes";

  /** Stream: what was found out about mirrored files ({@link Found}). */
  public static final String FOUND = "larder:found";

  /** Stream: batches of a sync that lie in the object store ({@link Batch}). */
  public static final String BATCHES = "larder:batches";

  /** Stream: entries that could not be handled, with the reason. */
  public static final String DEAD = "larder:dead";

  /** Set of revoked token guids. */
  public static final String REVOKED = "larder:revoked";

  /** There only while {@link #REVOKED} is whole. */
  public static final String REVOKED_COMPLETE = "larder:revoked:complete";

  /** Hash of the people in {@link #REVOKED}: since when (ms) each is there. */
  public static final String REVOKED_PEOPLE = "larder:revoked:people";

  /** There only while a replica of auth-service makes {@link #REVOKED} whole. */
  public static final String REVOKED_REBUILDING = "larder:revoked:rebuilding";

  /** Counter, raised by every revocation. */
  public static final String REVOCATIONS = "larder:revocations";

  /** The JWK set that tokens are checked with. */
  public static final String TOKEN_KEYS = "larder:keys";

  /** Hash: token guid to when it was last used, in seconds. */
  public static final String USED = "larder:used";

  /** There only while a replica of auth-service takes {@link #USED} over. */
  public static final String USED_TAKING = "larder:used:taking";

  /**
   * There while the turn to keep mirrored files in the object store within their bound is taken.
   */
  public static final String STORE_SWEEP = "larder:sweep:store";

  /** Prefix of what was exchanged for tokens, each there until it ends. */
  public static final String EXCHANGED = "larder:jti:";

  /** Prefix of what gateways count against abuse, each there until its minute ends. */
  public static final String RATE = "larder:rate:";

  /** The consumer group that reads {@link #FOUND}. */
  public static final String FOUND_GROUP = "index-service";

  /** The consumer group that reads {@link #BATCHES}. */
  public static final String BATCHES_GROUP = "index-service";

  private Keys() {}
}
