package dev.larder.e2e.upstream;

/** What an upstream does wrong when it is asked for a project's page. */
public enum PageFault {
  NONE,
  /** Status 500. */
  SERVER_ERROR,
  /** No answer at all. */
  HANGING,
  /** A page that is neither JSON nor an index. */
  NONSENSE,
  /** A page for people who are to sign in, with status 200. */
  LOGIN_PAGE,
  /** Says {@code Content-Encoding: gzip} and doesn't mean it. */
  FALSE_GZIP,
  /** Status 304, whoever asks and for whatever. */
  NOT_MODIFIED
}
