package dev.larder.gateway.route;

import java.util.SortedSet;

/** Where a request goes. */
public sealed interface Destination {
  /** To a service, path unchanged. */
  record ToService(Route route) implements Destination {}

  /** To Keycloak, for people who sign in. */
  record ToSignIn() implements Destination {}

  /** One of the gateway's own answers. */
  record Own(OwnPage page) implements Destination {}

  /** The path is known, but not with this method. */
  record WrongMethod(SortedSet<String> allowed, Access access) implements Destination {}

  /** Nothing lives there. */
  record Nowhere(Access access) implements Destination {}

  /** What the gateway answers itself. */
  enum OwnPage {
    /** The page to try the API, and the files beside it. */
    API_PAGE,
    API_DESCRIPTION,
    HOME,
    PING,
    STATUS
  }
}
