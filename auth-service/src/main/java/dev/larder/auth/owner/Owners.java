package dev.larder.auth.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Those who own tokens: people. Every call may fail when Keycloak is away. */
public interface Owners {

  /** Whether this subject is there and may sign in. */
  boolean mayAct(String subject);

  /** What this subject may now; empty where they aren't there or may not sign in. */
  Optional<Rights> rights(String subject);

  /** Hands over the subjects of those who may not, page by page; one may come twice. */
  void forEachPageOfBarred(Consumer<List<String>> page);
}
