package dev.larder.e2e.upstream.simulated;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an index answers by the projects of one day.
 *
 * @param base scheme, host and port, for the links
 */
record Answers(World world, String base) {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String METADATA = ".metadata";
  private static final Pattern PAGE = Pattern.compile("/simple/([^/]+)(/?)");
  private static final Pattern DESCRIPTION = Pattern.compile("/pypi/([^/]+)/json");
  private static final Pattern PROVENANCE = Pattern.compile("/integrity/.+/provenance");
  private static final Pattern FILE =
      Pattern.compile("/packages/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{44}([0-9a-f]{16})/([^/]+)");

  Answer get(Request request) {
    String path = request.path();
    if (path.equals("/simple/")) {
      return page(request, world.serial(), world.edition(), () -> root(request));
    }
    Matcher page = PAGE.matcher(path);
    if (page.matches()) {
      return projectPage(request, page.group(1), page.group(2).isEmpty());
    }
    Matcher file = FILE.matcher(path);
    if (file.matches()) {
      return file(HexFormat.fromHexDigitsToLong(file.group(1)), file.group(2));
    }
    Matcher description = DESCRIPTION.matcher(path);
    if (description.matches()) {
      return world.find(normalised(description.group(1))).map(this::description).orElse(missing());
    }
    return PROVENANCE.matcher(path).matches()
        ? Answer.of(
            200,
            "application/vnd.pypi.integrity.v1+json",
            new Text(64).put("{\"version\":1,\"attestation_bundles\":[]}"))
        : missing();
  }

  Answer post(Request request) {
    return request.path().equals("/pypi") && world.options().changelog()
        ? Answer.of(200, "text/xml", new ChangelogCalls(world).answer(request.body()))
        : missing();
  }

  private Text root(Request request) {
    return isJson(request) ? RootPage.json(world) : RootPage.html(world);
  }

  private Answer projectPage(Request request, String name, boolean slashless) {
    String normalised = normalised(name);
    if (slashless || !name.equals(normalised)) {
      return Answer.of(301, "301").with("Location", base + "/simple/" + normalised + "/");
    }
    Optional<Project> found = world.find(name);
    if (found.isEmpty()) {
      return missing();
    }
    Project project = found.get();
    return page(
        request,
        project.serial(),
        project.hashCode(),
        () -> {
          ProjectPage page = new ProjectPage(project, base);
          return isJson(request) ? page.json() : page.html();
        });
  }

  /**
   * @param content all that the page is made from, in brief
   */
  private Answer page(Request request, long serial, int content, Supplier<Text> text) {
    boolean gzip = world.options().gzip() && request.header("accept-encoding").contains("gzip");
    String type = isJson(request) ? JSON : HTML;
    long kind = Mix.of(type.hashCode(), gzip ? 1 : 0, base.hashCode());
    String etag = "\"%s\"".formatted(HexFormat.of().toHexDigits(Mix.of(serial, content, kind)));
    boolean known = request.header("if-none-match").contains(etag);
    Answer answer =
        known ? new Answer(304, Map.of(), new Text(0)) : Answer.of(200, type, text.get());
    answer =
        answer
            .with("ETag", etag)
            .with("X-PyPI-Last-Serial", "" + serial)
            .with("Cache-Control", "max-age=600, public")
            .with("Vary", "Accept, Accept-Encoding");
    return gzip && !known ? answer.gzipped() : answer;
  }

  private Answer description(Project project) {
    return Answer.of(200, "application/json", new ProjectPage(project, base).description())
        .with("X-PyPI-Last-Serial", "" + project.serial());
  }

  private Answer file(long id, String name) {
    boolean metadata = name.endsWith(METADATA);
    String filename = metadata ? name.substring(0, name.length() - METADATA.length()) : name;
    return world
        .project((int) (id >>> 32))
        .filter(Project::hasBytes)
        .flatMap(project -> project.file((int) id))
        .filter(file -> file.filename().equals(filename) && (file.isWheel() || !metadata))
        .map(file -> metadata ? new Text(256).put(file.metadata()) : new Contents().bytes(file))
        .map(bytes -> Answer.of(200, "application/octet-stream", bytes))
        .orElse(missing());
  }

  private static boolean isJson(Request request) {
    return request.header("accept").contains(JSON);
  }

  private static String normalised(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  private static Answer missing() {
    return Answer.of(404, "404 Not Found");
  }
}
