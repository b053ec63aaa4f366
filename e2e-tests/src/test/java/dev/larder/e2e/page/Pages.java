package dev.larder.e2e.page;

/** The types in which an index page comes. */
final class Pages {
  static final String JSON = "application/vnd.pypi.simple.v1+json";
  static final String HTML = "application/vnd.pypi.simple.v1+html";

  private Pages() {}
}
