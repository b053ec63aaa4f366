package dev.larder.index.filelookup;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every way to read what a repository shows; a new one belongs here, so that what is hidden is
 * looked for there too. The templates are those of the controllers.
 */
enum Route {
  ROOT_HTML(pages("")),
  ROOT_JSON(pages("")),
  PROJECT_HTML(pages("/{project}")),
  PROJECT_JSON(pages("/{project}")),
  PYPI_PROJECT(pypi("/{project}/json")),
  PYPI_RELEASE(pypi("/{project}/{version:(?!simple/)[^/]+}/json")),
  XML_NAMES(xml()),
  XML_CHANGES(xml()),
  XML_SERIAL(xml()),
  FILE("/internal/file"),
  INTEGRITY(
      "/integrity/{project}/{version:[^/]+}/{file:[^/]+}/provenance",
      "/{repository}/integrity/{project}/{version:[^/]+}/{file:[^/]+}/provenance"),
  PACKAGES("/__api__/v1/repos/{name}/packages"),
  PACKAGES_BY_PREFIX("/__api__/v1/repos/{name}/packages"),
  PACKAGES_COUNT("/__api__/v1/repos/{name}/packages/count");

  /** What belongs to a file stands at its URL with one of these. */
  static final List<String> SUFFIXES = List.of("", ".metadata", ".asc", ".provenance");

  private static final String HTML = "text/html";
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  private final Set<String> templates;

  Route(String... templates) {
    this.templates = Set.of(templates);
  }

  /**
   * What is looked for.
   *
   * @param repository by its name
   * @param key of the file's URL
   */
  record Target(
      String repository,
      boolean isDefault,
      String snapshot,
      String project,
      String version,
      String filename,
      String key) {}

  /** A request; {@code body} is empty where there is none. */
  record Request(String method, String path, String accept, String body) {}

  Set<String> templates() {
    return templates;
  }

  /** Whether what is asked for names the project, so that a refusal may name it too. */
  boolean asksForAProject() {
    return switch (this) {
      case ROOT_HTML, ROOT_JSON, XML_NAMES, XML_CHANGES, XML_SERIAL, PACKAGES -> false;
      case PROJECT_HTML,
          PROJECT_JSON,
          PYPI_PROJECT,
          PYPI_RELEASE,
          FILE,
          INTEGRITY,
          PACKAGES_BY_PREFIX,
          PACKAGES_COUNT ->
          true;
    };
  }

  /** All the ways in which this route is asked for the target. */
  List<Request> requests(Target target) {
    List<Request> requests = new ArrayList<>();
    switch (this) {
      case ROOT_HTML -> get(requests, target, "/simple/", HTML);
      case ROOT_JSON -> get(requests, target, "/simple/", JSON);
      case PROJECT_HTML -> get(requests, target, "/simple/" + target.project() + "/", HTML);
      case PROJECT_JSON -> get(requests, target, "/simple/" + target.project() + "/", JSON);
      case PYPI_PROJECT -> get(requests, target, "/pypi/" + target.project() + "/json", "*/*");
      case PYPI_RELEASE ->
          get(
              requests,
              target,
              "/pypi/" + target.project() + "/" + target.version() + "/json",
              "*/*");
      case XML_NAMES -> post(requests, target, "list_packages_with_serial", "");
      case XML_CHANGES ->
          post(
              requests,
              target,
              "changelog_since_serial",
              "<params><param><value><int>0</int></value></param></params>");
      case XML_SERIAL -> post(requests, target, "changelog_last_serial", "");
      case FILE ->
          repositories(target)
              .forEach(
                  repository ->
                      SUFFIXES.forEach(
                          suffix ->
                              add(
                                  requests,
                                  "/internal/file?repo=%s&key=%s&name=%s"
                                      .formatted(
                                          repository,
                                          target.key(),
                                          encoded(target.filename() + suffix)),
                                  "*/*")));
      case INTEGRITY ->
          folders(target)
              .forEach(
                  folder ->
                      add(
                          requests,
                          "%s/integrity/%s/%s/%s/provenance"
                              .formatted(
                                  folder,
                                  target.project(),
                                  target.version(),
                                  encoded(target.filename())),
                          "*/*"));
      case PACKAGES -> add(requests, packages(target) + "?limit=1000", "*/*");
      case PACKAGES_BY_PREFIX -> add(requests, packages(target) + search(target), "*/*");
      case PACKAGES_COUNT -> add(requests, packages(target) + "/count" + search(target), "*/*");
    }
    return requests;
  }

  private static String packages(Target target) {
    return "/__api__/v1/repos/" + target.repository() + "/packages";
  }

  private static String search(Target target) {
    return "?search=" + target.project();
  }

  private static void get(List<Request> requests, Target target, String rest, String accept) {
    places(target).forEach(place -> add(requests, place + rest, accept));
  }

  private static void add(List<Request> requests, String path, String accept) {
    requests.add(new Request("GET", path, accept, ""));
    requests.add(new Request("HEAD", path, accept, ""));
  }

  private static void post(List<Request> requests, Target target, String method, String params) {
    String call =
        "<?xml version='1.0'?><methodCall><methodName>%s</methodName>%s</methodCall>"
            .formatted(method, params);
    places(target)
        .forEach(place -> requests.add(new Request("POST", place + "/pypi", "*/*", call)));
  }

  /** What a path may begin with, that means this repository at this snapshot. */
  private static Stream<String> places(Target target) {
    String snapshot = "/" + target.snapshot();
    Stream<String> named = Stream.of("/" + target.repository() + snapshot);
    if (!target.isDefault()) {
      return named;
    }
    return target.snapshot().equals("latest")
        ? Stream.concat(named, Stream.of(snapshot, ""))
        : Stream.concat(named, Stream.of(snapshot));
  }

  /** What a path without a snapshot may begin with. */
  private static Stream<String> folders(Target target) {
    return repositories(target).map(name -> name.isEmpty() ? "" : "/" + name);
  }

  private static Stream<String> repositories(Target target) {
    return target.isDefault() ? Stream.of(target.repository(), "") : Stream.of(target.repository());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String[] pages(String rest) {
    return new String[] {
      "/simple" + rest,
      "/{snapshot:[^/]+}/simple" + rest,
      "/{repository}/{snapshot:[^/]+}/simple" + rest
    };
  }

  private static String[] pypi(String rest) {
    return new String[] {
      "/pypi" + rest,
      "/{snapshot:(?!pypi/)[^/]+}/pypi" + rest,
      "/{repository}/{snapshot:(?!pypi/)[^/]+}/pypi" + rest
    };
  }

  private static String[] xml() {
    return new String[] {"/pypi", "/{snapshot:[^/]+}/pypi", "/{repository}/{snapshot:[^/]+}/pypi"};
  }
}
