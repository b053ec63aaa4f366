package dev.larder.gateway.route;

import java.util.Map;

/** What may stand for the variables of paths, as expressions over the path as it was sent. */
final class PathVariables {
  /** A repository's or a source's name; never one that means something else in its place. */
  private static final String NAME =
      "(?!(?:internal|health|simple|packages|upload|latest|auth|metrics|integrity|rss|assets)(?:/|$))"
          + "[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?";

  /**
   * Whatever may stand where a snapshot does: {@code latest}, a date, an instant, a serial, or what
   * index-service refuses with words that help, as a repository's name without a snapshot. Clients
   * send colon and plus of an instant encoded too.
   */
  private static final String SNAPSHOT =
      "(?!\\.+/)(?:[A-Za-z0-9._:+-]|%3[Aa]|%2[BbDd]|%5[Ff]){1,128}";

  /** Alone at the beginning of a path it never leads to where a part's own paths begin. */
  private static final String FIRST_SNAPSHOT =
      "(?!__|(?i:internal|health|simple|packages|upload)/)" + SNAPSHOT;

  /** A project's name, also unnormalised, which index-service redirects (R503-4). */
  private static final String PROJECT = "[A-Za-z0-9][A-Za-z0-9._-]{0,254}";

  /** A version; clients send the plus of a local one and the mark of an epoch encoded too. */
  private static final String VERSION = "[A-Za-z0-9](?:[A-Za-z0-9._+!-]|%2[1BbDd]|%5[Ff]){0,254}";

  /** A wheel's or sdist's name, whose version may be encoded as any. */
  private static final String FILE =
      "[A-Za-z0-9](?:[A-Za-z0-9._+!~-]|%2[1BbDd]|%5[Ff]|%7[Ee]){0,511}";

  private static final String KEY = "(?:[0-9a-f]{64}|u-[0-9a-f]{40})";

  /**
   * What an administrator names, wrongly perhaps, so that the service can say what is wrong with
   * it: printable ASCII, of which nothing that could divide a path further on may be encoded, nor
   * raw.
   */
  private static final String CHARACTER =
      "(?:[A-Za-z0-9._~!$&'()*+,:=@-]"
          + "|%(?:2[01246789A-Da-d]|3[0-9AaCcDdEe]|4[0-9A-Fa-f]|5[0-9ABDEFabdef]|6[0-9A-Fa-f]"
          + "|7[0-9A-Ea-e]))";

  private static final String NAMED = "(?!\\.+(?:/|$))" + CHARACTER + "{1,255}";

  /** One more byte of a character of UTF-8. */
  private static final String NEXT = "%[89ABab][0-9A-Fa-f]";

  /** A well-formed character of UTF-8 beyond ASCII (RFC 3629) that is no control character. */
  private static final String BEYOND_ASCII =
      "(?:%[Cc]2%[ABab][0-9A-Fa-f]"
          + ("|%(?:[Cc][3-9A-Fa-f]|[Dd][0-9A-Fa-f])" + NEXT)
          + ("|%[Ee]0%[ABab][0-9A-Fa-f]" + NEXT)
          + ("|%[Ee][1-9A-CE-Fa-ce-f]" + NEXT + NEXT)
          + ("|%[Ee][Dd]%[89][0-9A-Fa-f]" + NEXT)
          + ("|%[Ff]0%[9ABab][0-9A-Fa-f]" + NEXT + NEXT)
          + ("|%[Ff][1-3]" + NEXT + NEXT + NEXT)
          + ("|%[Ff]4%8[0-9A-Fa-f]" + NEXT + NEXT)
          + ")";

  /** People's names, which may come from a company's directory and have any letters. */
  private static final String LETTERS =
      "(?!\\.+(?:/|$))(?:" + CHARACTER + "|" + BEYOND_ASCII + "){1,255}";

  /** A name of Keycloak's. */
  private static final String PLAIN = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?";

  /** Of what installers, upload clients and readers use. */
  static final Map<String, String> PUBLIC =
      Map.of(
          "repo", NAME,
          "source", NAME,
          "snapshot", SNAPSHOT,
          "snapshot first", FIRST_SNAPSHOT,
          "project", PROJECT,
          "version", VERSION,
          "key", KEY,
          "file", FILE);

  /** Of the calls of {@code /__api__}. */
  static final Map<String, String> API =
      Map.of(
          "repo", NAMED,
          "source", NAMED,
          "project", NAMED,
          "guid", NAMED,
          "name", LETTERS,
          "asset", "[a-z-]+\\.(?:js|css)");

  /** Of what people need of Keycloak. */
  static final Map<String, String> SIGN_IN =
      Map.of(
          "name",
          PLAIN,
          "version",
          PLAIN,
          "more",
          "(?:/" + PLAIN + "){0,10}",
          "step",
          "step[12]\\.html",
          "session",
          "(?:auth|logout|userinfo)",
          "action",
          "(?:required-action|reset-credentials|restart|action-token|consent"
              + "|first-broker-login|post-broker-login|detached-info)");

  private PathVariables() {}
}
