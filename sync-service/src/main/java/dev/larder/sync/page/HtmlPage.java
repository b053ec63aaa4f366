package dev.larder.sync.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads an HTML project page (PEP 503, 592, 629, 658, 714, 740, 792), link by link. A page that
 * neither says that it is one nor has a link to a file must be bare but for headings: anything else
 * is a portal or an error page, and would pass for a project without files.
 */
final class HtmlPage {
  /** What a page for people has and a page of the simple API has not. */
  private static final Set<String> FOR_PEOPLE =
      Set.of("form", "input", "script", "iframe", "frameset", "video", "button");

  private static final Set<String> HEADINGS =
      Set.of("title", "h1", "h2", "h3", "h4", "h5", "h6", "a");

  private static final Set<String> KEPT = Set.of("html", "head", "body");

  private final Listed.Sink files;
  private URI base;
  private PageHead head = PageHead.EMPTY;
  private String status;
  private String statusReason;
  private boolean sure;
  private boolean doubtful;

  private HtmlPage(URI base, boolean sure, Listed.Sink files) {
    this.base = base;
    this.sure = sure;
    this.files = files;
  }

  /**
   * @param sure whether it is known to be a page of the simple API
   */
  static PageHead read(InputStream in, Charset charset, boolean sure, URI base, Listed.Sink files)
      throws IOException {
    HtmlPage page = new HtmlPage(base, sure, files);
    try (StreamParser parser = new StreamParser(Parser.htmlParser())) {
      parser.parse(new InputStreamReader(in, charset), base.toString());
      for (Iterator<Element> elements = parser.iterator(); elements.hasNext(); ) {
        Element element = elements.next();
        page.read(element);
        page.forget(element);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (page.doubtful && !page.sure) {
      throw new NotAPageException("is a web page for people, not a page of the simple API");
    }
    return page.head.withStatus(page.status, page.statusReason);
  }

  /** What was read is dropped, or the document of a long page would fill the memory. */
  private void forget(Element element) {
    if (KEPT.contains(element.normalName()) || element.parent() == null) {
      return;
    }
    Node before = element.previousSibling();
    while (before != null && !(before instanceof Element)) {
      Node earlier = before.previousSibling();
      doubtful |= before instanceof TextNode text && !text.isBlank();
      before.remove();
      before = earlier;
    }
    element.remove();
  }

  private void read(Element element) throws IOException {
    String name = element.normalName();
    switch (name) {
      case "base" -> Links.resolve(base, element.attr("href")).ifPresent(link -> base = link);
      case "meta" -> meta(element);
      case "a" -> anchor(element);
      default -> doubtful |= FOR_PEOPLE.contains(name);
    }
    doubtful |= !HEADINGS.contains(name) && !element.ownText().isBlank();
  }

  private void meta(Element meta) throws NotAPageException {
    switch (meta.attr("name").toLowerCase(Locale.ROOT)) {
      case "pypi:repository-version" -> {
        ApiVersion.requireReadable(meta.attr("content"));
        sure = true;
      }
      case "pypi:project-status" -> status = meta.attr("content").strip();
      case "pypi:project-status-reason" -> statusReason = meta.attr("content").strip();
      default -> doubtful |= meta.attr("http-equiv").equalsIgnoreCase("refresh");
    }
  }

  private void anchor(Element anchor) throws IOException {
    String href = anchor.attr("href").strip();
    if (!anchor.hasAttr("href") || isNavigation(href)) {
      return;
    }
    Optional<URI> link = Links.resolve(base, href);
    if (link.isEmpty()) {
      files.unreadable();
      return;
    }
    String filename = filename(link.get(), anchor);
    if (FileLike.is(filename)) {
      sure = true;
    } else {
      doubtful = true;
    }
    String metadata = attribute(anchor, "data-core-metadata", "data-dist-info-metadata");
    String reason = anchor.attr("data-yanked");
    files.accept(
        new Listed(
            filename,
            link.get(),
            sha256(href),
            null,
            Value.text(anchor.attr("data-requires-python")),
            anchor.hasAttr("data-yanked"),
            Value.text(reason),
            null,
            metadata != null && !metadata.equalsIgnoreCase("false"),
            metadata == null ? null : hash(metadata),
            gpgSig(anchor.attr("data-gpg-sig")),
            Value.text(anchor.attr("data-provenance"))));
  }

  /** The link's last part is the file's name, unless it is a script that gives it. */
  private static String filename(URI link, Element anchor) {
    String filename = Links.filename(link);
    String text = anchor.text().strip();
    return !FileLike.is(filename) && FileLike.is(text) ? text : filename;
  }

  /** Links of a folder's listing: to itself in another order, to other folders. */
  private static boolean isNavigation(String href) {
    return href.isEmpty()
        || href.startsWith("?")
        || href.startsWith("#")
        || href.endsWith("/")
        || href.equals("..");
  }

  private static String attribute(Element anchor, String name, String oldName) {
    if (anchor.hasAttr(name)) {
      return anchor.attr(name);
    }
    return anchor.hasAttr(oldName) ? anchor.attr(oldName) : null;
  }

  private static String sha256(String href) {
    int hash = href.indexOf('#');
    if (hash >= 0) {
      for (String part : href.substring(hash + 1).split("&")) {
        String sha256 = hash(part);
        if (sha256 != null) {
          return sha256;
        }
      }
    }
    return null;
  }

  private static String hash(String claim) {
    String prefix = "sha256=";
    return claim.startsWith(prefix) ? Value.sha256(claim.substring(prefix.length())) : null;
  }

  private static Boolean gpgSig(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }
}
