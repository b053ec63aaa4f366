package dev.larder.e2e.access;

/** What a repository is like. */
enum Kind {
  OPEN("access-open", "open"),
  AUTHENTICATED("access-auth", "authenticated"),
  HIDDEN("access-hidden", "hidden");

  private final String repository;
  private final String title;

  Kind(String repository, String title) {
    this.repository = repository;
    this.title = title;
  }

  String repository() {
    return repository;
  }

  @Override
  public String toString() {
    return title;
  }
}
