package dev.larder.index.pypi;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.Links;

/**
 * The absolute URLs in an answer.
 *
 * @param root of the repository at its snapshot
 * @param files of the repository: {@code /packages/…} lies there
 */
record PypiUrls(String root, String files) {

  /**
   * In the public address of the whole.
   *
   * @param base without a last slash
   */
  static PypiUrls in(String base, PypiPath path) {
    return new PypiUrls(base + path.root(), base + path.files());
  }

  /**
   * Of a file. The plus sign of a local version and the mark of an epoch stand as they are, which
   * RFC 3986 allows: bandersnatch takes the path for a file's name without decoding it.
   */
  String file(CatalogueFile file) {
    String name = Links.encoded(file.filename()).replace("%2B", "+").replace("%21", "!");
    return files + "/packages/" + file.key() + "/" + name;
  }

  /** Of the project's simple page. */
  String project(String name) {
    return root + "/simple/" + name + "/";
  }

  /** Of what this API says about a release. */
  String release(String name, String version) {
    return root + "/pypi/" + name + "/" + Links.encoded(version) + "/json";
  }
}
