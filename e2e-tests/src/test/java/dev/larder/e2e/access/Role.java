package dev.larder.e2e.access;

/** Who may ask. */
enum Role {
  ANONYMOUS("anonymous"),
  BAD_CREDENTIAL("bad credential"),
  READER_OF_ANOTHER("reader of another repository"),
  READER("reader"),
  PUBLISHER_OF_ANOTHER("publisher of another source"),
  PUBLISHER("publisher"),
  ADMIN("admin");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  @Override
  public String toString() {
    return title;
  }
}
