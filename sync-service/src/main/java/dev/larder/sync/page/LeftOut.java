package dev.larder.sync.page;

/** What isn't taken over from a page, and why. */
public enum LeftOut {
  NOT_OF_THIS_PROJECT("file", "neither a wheel nor an sdist of this project"),
  LISTED_TWICE("file", "listed before under the same name"),
  LINK_UNREADABLE("file", "its link can't be read"),
  LINK_OUTSIDE("file", "its link leads out of the upstream's folder, or to nothing there"),
  LINK_NOT_FOLLOWED("file", "its link is neither http nor https"),
  FIELD_TOO_LONG("file", "one of its fields is longer than it may be"),
  YANKED_REASON("yanked reason", "longer than it may be, so only its beginning is taken"),
  PROVENANCE("provenance", "its URL is longer than it may be"),
  UPLOAD_TIME("upload-time", "it is no instant that can be read"),
  SIZE("size", "it is no size that a file can have");

  private final String what;
  private final String why;

  LeftOut(String what, String why) {
    this.what = what;
    this.why = why;
  }

  /** {@code file}, or which of its fields. */
  public String what() {
    return what;
  }

  /** The reason, as the end of a sentence. */
  public String why() {
    return why;
  }
}
