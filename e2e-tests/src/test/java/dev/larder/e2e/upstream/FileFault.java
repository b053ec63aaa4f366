package dev.larder.e2e.upstream;

/** What an upstream does wrong when it is asked for a file. */
public enum FileFault {
  NONE,
  /** Half of the file, then the connection ends. */
  TRUNCATED,
  /** As many bytes, but others. */
  OTHER_BYTES,
  /** Status 500. */
  SERVER_ERROR,
  /** The headers, and then nothing more. */
  HANGING,
  /** Says {@code Content-Encoding: gzip} and means it. */
  GZIP_ENCODED,
  /** A page for people who are to sign in, with status 200. */
  LOGIN_PAGE,
  /** Status 304. */
  NOT_MODIFIED,
  /** The page promises {@code .metadata}, but it isn't there. */
  METADATA_MISSING,
  /** A few kilobytes a second. */
  DRIBBLING
}
