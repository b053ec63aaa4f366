package dev.larder.sync.list;

import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.page.ApiVersion;
import dev.larder.sync.page.HtmlTokens;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.page.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a root page in HTML (PEP 503), link by link: a project's link leads just beneath the page
 * and is called as its path says.
 */
final class HtmlList implements HtmlTokens.Handler {
  /** What a page for people has and a page of the simple API has not. */
  private static final Set<String> FOR_PEOPLE = Set.of("form", "input", "script", "iframe");

  private final URI base;
  private final Names names;
  private final StringBuilder text = new StringBuilder();
  private String href;
  private boolean sure;
  private boolean doubtful;

  private HtmlList(URI base, boolean sure, Names names) {
    this.base = base;
    this.sure = sure;
    this.names = names;
  }

  /**
   * @param sure whether it is known to be a page of the simple API
   */
  static ListHead read(InputStream in, Charset charset, boolean sure, URI base, Names names)
      throws IOException {
    HtmlList list = new HtmlList(base, sure, names);
    new HtmlTokens(new InputStreamReader(in, charset), list).read();
    list.endOfLink();
    if (list.doubtful && !list.sure) {
      throw new NotAPageException("is a web page for people, not a list of projects");
    }
    return new ListHead(null, false, Duration.ZERO);
  }

  @Override
  public void start(Tag tag) throws IOException {
    doubtful |= FOR_PEOPLE.contains(tag.name());
    switch (tag.name()) {
      case "meta" -> {
        if (tag.get("name").equalsIgnoreCase("pypi:repository-version")) {
          ApiVersion.requireReadable(tag.get("content"));
          sure = true;
        }
      }
      case "a" -> {
        endOfLink();
        href = tag.get("href").strip();
      }
      default -> {}
    }
  }

  @Override
  public void end(String name) throws IOException {
    if (name.equals("a")) {
      endOfLink();
    }
  }

  @Override
  public void text(String piece) {
    if (href != null) {
      int room = FieldLimit.PROJECT_NAME.bytes() + 2 - text.length();
      text.append(piece, 0, Math.min(piece.length(), Math.max(room, 0)));
    }
  }

  private void endOfLink() throws IOException {
    if (href == null) {
      return;
    }
    Optional<ProjectName> name = ListedName.of(withoutSlash(text.toString().strip()));
    Optional<ProjectName> path = path().flatMap(ListedName::of);
    if (name.isPresent() && name.equals(path)) {
      names.accept(name.get().normalised(), null);
    }
    href = null;
    text.setLength(0);
  }

  /** The one part of the link's path beneath the page. */
  private Optional<String> path() {
    String place = withoutSlash(href.split("[?#]", 2)[0]);
    if (place.indexOf('/') < 0) {
      return Optional.of(place);
    }
    try {
      URI relative = base.relativize(base.resolve(new URI(place)));
      return relative.isAbsolute() ? Optional.empty() : Optional.of(relative.getPath());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
