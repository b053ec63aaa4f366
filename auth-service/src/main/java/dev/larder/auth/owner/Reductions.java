package dev.larder.auth.owner;

import dev.larder.auth.Outcome;
import java.util.Collection;

/** What ends with rights that were taken. */
public interface Reductions {

  /**
   * Has every gateway refuse the tokens of these people that have more rights than they have now.
   * Once more does no harm.
   *
   * @param subjects whose rights may have become fewer, in Keycloak already
   * @param signOut whether they did, so that they are to sign in anew
   */
  Outcome<Boolean> reduced(Collection<String> subjects, boolean signOut);
}
