package dev.larder.sync.api;

import dev.larder.service.caller.Caller;

/** Who may do what to syncs. */
final class Rights {
  private Rights() {}

  /** To begin and to cancel them. */
  static void requireAdministrator(Caller caller) {
    requireCredentials(caller);
    if (!caller.isAdmin()) {
      throw SyncRefusal.forbidden("this needs a token with scope global:admin");
    }
  }

  /** To see any; which, is asked of each. */
  static void requireCredentials(Caller caller) {
    switch (caller) {
      case Caller.Anonymous _ ->
          throw SyncRefusal.unauthorized("this needs credentials: a token in LARDER_TOKEN");
      case Caller.Unknown(String detail) -> throw SyncRefusal.unavailable(detail);
      case Caller.Admin _, Caller.Token _, Caller.Person _ -> {}
    }
  }
}
