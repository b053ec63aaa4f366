package dev.larder.index.page;

import static dev.larder.index.page.Links.escaped;

import dev.larder.index.file.CatalogueFile;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** A project's page in HTML (PEP 503 with 592, 629, 658, 714, 740, 792). */
final class ProjectHtml {
  private ProjectHtml() {}

  static void write(PageText page, FileRoot root, Writer out) throws IOException {
    out.write("<!DOCTYPE html>\n<html>\n  <head>\n");
    out.write(
        "    <meta name=\"pypi:repository-version\" content=\"" + Links.API_VERSION + "\">\n");
    if (page.status().isPresent()) {
      meta(out, "pypi:project-status", page.status().get().status());
      if (page.status().get().reason() != null) {
        meta(out, "pypi:project-status-reason", page.status().get().reason());
      }
    }
    String title = "Links for " + escaped(page.name());
    out.write(
        "    <title>" + title + "</title>\n  </head>\n  <body>\n    <h1>" + title + "</h1>\n");
    page.files().each(file -> link(file, root, page.saysWhatIsSigned(), out));
    out.write("  </body>\n</html>\n<!--SERIAL " + page.serial() + "-->\n");
  }

  private static void link(CatalogueFile file, FileRoot root, boolean signing, Writer out)
      throws IOException {
    String fragment = file.state().sha256() == null ? "" : "#sha256=" + file.state().sha256();
    out.write("    <a href=\"" + escaped(root.href(file)) + fragment + "\"");
    if (file.state().requiresPython() != null) {
      attribute(out, "data-requires-python", file.state().requiresPython());
    }
    if (Links.hasMetadata(file)) {
      String sha256 = file.state().metadataSha256();
      String value = sha256 == null ? "true" : "sha256=" + sha256;
      attribute(out, "data-dist-info-metadata", value);
      attribute(out, "data-core-metadata", value);
    }
    if (signing) {
      attribute(out, "data-gpg-sig", Boolean.toString(file.isSigned()));
    }
    Optional<String> provenance = root.provenance(file);
    if (provenance.isPresent()) {
      attribute(out, "data-provenance", provenance.get());
    }
    if (file.state().yanked()) {
      String reason = file.state().yankedReason();
      attribute(out, "data-yanked", reason == null ? "" : reason);
    }
    out.write(">" + escaped(file.filename()) + "</a><br />\n");
  }

  private static void meta(Writer out, String name, String content) throws IOException {
    out.write("    <meta name=\"" + name + "\" content=\"" + escaped(content) + "\">\n");
  }

  private static void attribute(Writer out, String name, String value) throws IOException {
    out.write(" " + name + "=\"" + escaped(value) + "\"");
  }
}
