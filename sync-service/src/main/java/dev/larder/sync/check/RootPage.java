package dev.larder.sync.check;

import dev.larder.packaging.ProjectName;
import dev.larder.sync.page.HtmlTokens;
import dev.larder.sync.page.Tag;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Of a link's text, in characters; what it has beyond makes it no name. */
  private static final int LONGEST_NAME = 200;

  private static final Pattern JSON_PROJECTS = Pattern.compile("\"projects\"\\s*:\\s*\\[");

  /** Reads the beginning of what was found at that URL. */
  static RootPage of(String text, HttpUrl url) throws IOException {
    if (text.stripLeading().startsWith("{")) {
      return new RootPage(JSON_PROJECTS.matcher(text).find(), false, List.of());
    }
    Html html = new Html(url);
    new HtmlTokens(new StringReader(text), html).read();
    return new RootPage(html.definite, html.page && !html.more, html.projects);
  }

  /** What is of interest in one of HTML. */
  private static final class Html implements HtmlTokens.Handler {
    private final HttpUrl url;
    private final List<ProjectName> projects = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String href = "";
    private boolean definite;
    private boolean page;
    private boolean more;

    private Html(HttpUrl url) {
      this.url = url;
    }

    @Override
    public void start(Tag tag) {
      switch (tag.name()) {
        case "html" -> page = true;
        case "meta" -> definite |= tag.get("name").equalsIgnoreCase("pypi:repository-version");
        case "form", "script" -> more = true;
        case "a" -> {
          more = true;
          href = tag.get("href").strip();
          text.setLength(0);
        }
        default -> {}
      }
    }

    @Override
    public void end(String name) {
      if (name.equals("a") && !href.isEmpty()) {
        if (projects.size() < A_FEW) {
          project(href, text.toString(), url).ifPresent(projects::add);
        }
        href = "";
      }
    }

    @Override
    public void text(String piece) {
      if (!href.isEmpty()) {
        text.append(piece, 0, Math.min(piece.length(), LONGEST_NAME - text.length()));
      }
    }
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
