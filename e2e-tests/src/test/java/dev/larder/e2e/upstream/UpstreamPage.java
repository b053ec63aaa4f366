package dev.larder.e2e.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.e2e.wheel.Hashing;
import java.util.Collection;
import java.util.Locale;
import org.jsoup.nodes.Entities;

/** A project's page as PyPI writes it: JSON (PEP 691) or HTML (PEP 503). */
final class UpstreamPage {
  private UpstreamPage() {}

  static String root(Collection<UpstreamProject> projects) {
    StringBuilder page =
        new StringBuilder(
            "<html><head><meta name=\"pypi:repository-version\" content=\"1.1\"></head><body>");
    for (UpstreamProject project : projects) {
      page.append("<a href=\"%1$s/\">%1$s</a>".formatted(project.name()));
    }
    return page.append("</body></html>").toString();
  }

  static String json(UpstreamProject project, String base) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.putObject("meta").put("api-version", "1.1").put("_last-serial", project.serial());
    page.put("name", project.name());
    var versions = page.putArray("versions");
    project.files().stream()
        .map(file -> file.distribution().version())
        .distinct()
        .forEach(versions::add);
    var files = page.putArray("files");
    for (UpstreamFile file : project.files()) {
      describe(files.addObject(), file, base);
    }
    return page.toString();
  }

  private static void describe(ObjectNode node, UpstreamFile file, String base) {
    node.put("filename", file.distribution().filename());
    node.put("url", base + file.path());
    node.putObject("hashes").put("sha256", file.distribution().sha256());
    node.put("size", file.distribution().size());
    node.put("upload-time", file.uploadTime().toString());
    file.distribution().requiresPython().ifPresent(spec -> node.put("requires-python", spec));
    file.yanked().ifPresentOrElse(why -> node.put("yanked", why), () -> node.put("yanked", false));
    if (file.hasMetadata()) {
      String hash = Hashing.of(file.distribution().metadata());
      node.putObject("core-metadata").put("sha256", hash);
    } else {
      node.put("core-metadata", false);
    }
  }

  static String html(UpstreamProject project) {
    var page = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    for (UpstreamFile file : project.files()) {
      page.append(
          "<a href=\"../..%s#sha256=%s\"".formatted(file.path(), file.distribution().sha256()));
      file.distribution()
          .requiresPython()
          .ifPresent(spec -> page.append(attribute("data-requires-python", spec)));
      file.yanked().ifPresent(why -> page.append(attribute("data-yanked", why)));
      if (file.hasMetadata()) {
        String hash = Hashing.of(file.distribution().metadata());
        page.append(attribute("data-core-metadata", "sha256=" + hash));
      }
      page.append('>').append(file.distribution().filename()).append("</a><br/>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  private static String attribute(String name, String value) {
    return String.format(Locale.ROOT, " %s=\"%s\"", name, Entities.escape(value));
  }
}
