package dev.larder.sync.check;

import dev.larder.packaging.ProjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * What the beginning of a page shows of an index's root page.
 *
 * @param definite whether it says of itself that it is one (PEP 629, PEP 691)
 * @param empty whether it is a plain page without any link
 * @param projects names of projects that it links to, a few
 */
record RootPage(boolean definite, boolean empty, List<ProjectName> projects) {
  private static final int A_FEW = 3;
  private static final Pattern JSON_PROJECTS = Pattern.compile("\"projects\"\\s*:\\s*\\[");
  private static final Pattern VERSION =
      Pattern.compile("(?i)<meta\\s[^>]{0,200}pypi:repository-version");
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)<a\\s[^>]{0,2000}?href\\s*=\\s*[\"']?([^\"'>\\s]{1,2000})[^>]{0,2000}>([^<]{1,200})</a>");

  /** Reads the beginning of what was found at that URL. */
  static RootPage of(String text, HttpUrl url) {
    if (text.stripLeading().startsWith("{")) {
      return new RootPage(JSON_PROJECTS.matcher(text).find(), false, List.of());
    }
    String lower = text.toLowerCase(Locale.ROOT);
    List<ProjectName> projects = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (projects.size() < A_FEW && link.find()) {
      project(link.group(1), link.group(2), url).ifPresent(projects::add);
    }
    return new RootPage(
        VERSION.matcher(text).find(),
        lower.contains("<html")
            && !lower.contains("<a ")
            && !lower.contains("<form")
            && !lower.contains("<script"),
        projects);
  }

  /** A link to what lies just beneath, called as its path says. */
  private static Optional<ProjectName> project(String href, String text, HttpUrl url) {
    HttpUrl to = url.resolve(href);
    if (to == null || !to.host().equals(url.host())) {
      return Optional.empty();
    }
    List<String> path = to.pathSegments().stream().filter(part -> !part.isEmpty()).toList();
    List<String> base = url.pathSegments().stream().filter(part -> !part.isEmpty()).toList();
    if (path.size() != base.size() + 1 || !path.subList(0, base.size()).equals(base)) {
      return Optional.empty();
    }
    try {
      ProjectName named = ProjectName.of(text.strip().replaceAll("/$", ""));
      return named.normalised().equals(ProjectName.of(path.getLast()).normalised())
          ? Optional.of(named)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
