package dev.larder.auth.token;

import java.time.Instant;
import java.util.Map;

/** When tokens were last used, as the gateways say. */
public interface LastUses {

  /**
   * The newest known, by guid, of tokens that were used of late. What isn't in it is kept with its
   * token already, so whoever wants both asks for this first.
   */
  Map<String, Instant> recent();
}
