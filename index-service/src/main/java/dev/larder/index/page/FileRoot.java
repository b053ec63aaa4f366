package dev.larder.index.page;

import dev.larder.index.file.CatalogueFile;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the URLs of a page's files begin.
 *
 * @param relative the way from the page to the folder that holds {@code packages/}
 * @param secure the absolute URL of that folder where it is a secure origin, which provenance needs
 *     (R740-1): https, or http on this very machine
 */
record FileRoot(String relative, Optional<String> secure) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|[a-z0-9-]+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  /**
   * Of a page.
   *
   * @param base the public address of the whole, or nothing where it isn't known
   */
  static FileRoot of(PagePath path, String base) {
    String repository = path.repository().isEmpty() ? "" : "/" + Links.encoded(path.repository());
    return new FileRoot(
        path.up(), isSecure(base) ? Optional.of(base + repository + "/") : Optional.empty());
  }

  /** Where a file is, seen from its page; never with a query string (R658-3). */
  String href(CatalogueFile file) {
    return relative + path(file);
  }

  /** The absolute URL of a file's provenance, if there is one that a page may list. */
  Optional<String> provenance(CatalogueFile file) {
    return secure
        .filter(root -> file.hasProvenance())
        .map(root -> root + path(file) + ".provenance");
  }

  private static String path(CatalogueFile file) {
    return "packages/" + file.key() + "/" + Links.encoded(file.filename());
  }

  private static boolean isSecure(String base) {
    if (base.startsWith("https://")) {
      return true;
    }
    try {
      URI uri = URI.create(base);
      return "http".equals(uri.getScheme())
          && uri.getHost() != null
          && LOOPBACK.matcher(uri.getHost()).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
