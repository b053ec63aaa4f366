package dev.larder.e2e.upstream;

/** What an upstream does wrong when it is asked for a project's page. */
public enum PageFault {
  NONE,
  /** Status 500. */
  SERVER_ERROR,
  /** No answer at all. */
  HANGING,
  /** A page that is neither JSON nor an index. */
  NONSENSE
}
