package dev.larder.sync.page;

import dev.larder.packaging.FieldLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an HTML project page (PEP 503, 592, 629, 658, 714, 740, 792), link by link. A page that
 * neither says that it is one nor has a link to a file must be bare but for headings: anything else
 * is a portal or an error page, and would pass for a project without files.
 */
final class HtmlPage implements HtmlTokens.Handler {
  /** What a page for people has and a page of the simple API has not. */
  private static final Set<String> FOR_PEOPLE =
      Set.of("form", "input", "script", "iframe", "frameset", "video", "button");

  private static final Set<String> HEADINGS =
      Set.of("title", "h1", "h2", "h3", "h4", "h5", "h6", "a");

  /** Elements without content, so without an end tag. */
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
          "track", "wbr");

  private static final int DEEPEST = 256;

  private final Listed.Sink files;
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder anchorText = new StringBuilder();
  private Tag anchor;
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
    new HtmlTokens(new InputStreamReader(in, charset), page).read();
    page.endOfAnchor();
    if (page.doubtful && !page.sure) {
      throw new NotAPageException("is a web page for people, not a page of the simple API");
    }
    return page.head.withStatus(page.status, page.statusReason);
  }

  @Override
  public void start(Tag tag) throws IOException {
    String name = tag.name();
    doubtful |= FOR_PEOPLE.contains(name);
    switch (name) {
      case "base" -> Links.resolve(base, tag.get("href")).ifPresent(link -> base = link);
      case "meta" -> meta(tag);
      case "a" -> {
        endOfAnchor();
        anchor = tag;
      }
      default -> {}
    }
    if (!VOID.contains(name)) {
      if (open.size() < DEEPEST) {
        open.push(name);
      } else {
        doubtful = true;
      }
    }
  }

  @Override
  public void end(String name) throws IOException {
    if (name.equals("a")) {
      endOfAnchor();
    }
    if (open.contains(name)) {
      while (!open.pop().equals(name)) {
        // What was left open within ends with it.
      }
    }
  }

  @Override
  public void text(String piece) {
    if (anchor != null) {
      anchorText.append(piece, 0, Math.min(piece.length(), room()));
    }
    boolean heading = !open.isEmpty() && HEADINGS.contains(open.peek());
    doubtful |= !heading && !isContentForNobody() && !piece.isBlank();
  }

  private int room() {
    return FieldLimit.URL.bytes() - Math.min(FieldLimit.URL.bytes(), anchorText.length());
  }

  private boolean isContentForNobody() {
    return !open.isEmpty() && open.peek().equals("template");
  }

  private void meta(Tag meta) throws NotAPageException {
    switch (meta.get("name").toLowerCase(Locale.ROOT)) {
      case "pypi:repository-version" -> {
        ApiVersion.requireReadable(meta.get("content"));
        sure = true;
      }
      case "pypi:project-status" -> status = Value.text(meta.get("content"));
      case "pypi:project-status-reason" -> statusReason = Value.text(meta.get("content"));
      default -> doubtful |= meta.get("http-equiv").equalsIgnoreCase("refresh");
    }
  }

  private void endOfAnchor() throws IOException {
    if (anchor != null) {
      Tag ended = anchor;
      String text = anchorText.toString().strip();
      anchor = null;
      anchorText.setLength(0);
      anchor(ended, text);
    }
  }

  private void anchor(Tag tag, String text) throws IOException {
    if (tag.isCut()) {
      sure |= FileLike.is(text);
      files.leaveOut(LeftOut.FIELD_TOO_LONG, text);
      return;
    }
    String href = tag.get("href").strip();
    if (!tag.has("href") || isNavigation(href)) {
      return;
    }
    Optional<URI> link = Links.resolve(base, href);
    if (link.isEmpty()) {
      files.leaveOut(LeftOut.LINK_UNREADABLE, text);
      return;
    }
    String filename = filename(link.get(), text);
    if (FileLike.is(filename)) {
      sure = true;
    } else {
      doubtful = true;
    }
    String metadata = attribute(tag, "data-core-metadata", "data-dist-info-metadata");
    Hashes hashes = Hashes.ofFragment(href);
    files.accept(
        new Listed(
            filename,
            link.get(),
            hashes.sha256(),
            null,
            Value.text(tag.get("data-requires-python")),
            tag.has("data-yanked"),
            Value.text(tag.get("data-yanked")),
            null,
            metadata != null && !metadata.equalsIgnoreCase("false"),
            metadata == null ? null : Hashes.ofFragment("#" + metadata).sha256(),
            gpgSig(tag.get("data-gpg-sig")),
            Value.text(tag.get("data-provenance")),
            hashes.other()));
  }

  /** The link's last part is the file's name, unless it is a script that gives it. */
  private static String filename(URI link, String text) {
    String filename = Links.filename(link);
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

  private static String attribute(Tag tag, String name, String oldName) {
    if (tag.has(name)) {
      return tag.get(name);
    }
    return tag.has(oldName) ? tag.get(oldName) : null;
  }

  private static Boolean gpgSig(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }
}
