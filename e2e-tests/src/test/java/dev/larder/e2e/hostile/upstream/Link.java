package dev.larder.e2e.hostile.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file as a page lists it, to be spoilt. */
final class Link {
  String filename;
  String url;
  final Map<String, String> hashes = new LinkedHashMap<>();
  Object size;
  String uploadTime = "2024-05-06T07:08:09.123456Z";
  Object yanked = false;
  String requiresPython;
  String metadataSha256;

  Link(String filename, String url) {
    this.filename = filename;
    this.url = url;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("filename", filename).put("url", url).put("upload-time", uploadTime);
    ObjectNode all = node.putObject("hashes");
    hashes.forEach(all::put);
    node.putPOJO("size", size).putPOJO("yanked", yanked);
    if (requiresPython != null) {
      node.put("requires-python", requiresPython);
    }
    if (metadataSha256 != null) {
      node.putObject("core-metadata").put("sha256", metadataSha256);
    }
    return node;
  }

  String html() {
    var text = new StringBuilder("<a href=\"").append(escaped(url));
    hashes.entrySet().stream()
        .findFirst()
        .ifPresent(hash -> text.append("#%s=%s".formatted(hash.getKey(), hash.getValue())));
    text.append('"');
    if (requiresPython != null) {
      text.append(" data-requires-python=\"%s\"".formatted(escaped(requiresPython)));
    }
    if (yanked instanceof String reason) {
      text.append(" data-yanked=\"%s\"".formatted(escaped(reason)));
    }
    if (metadataSha256 != null) {
      text.append(" data-core-metadata=\"sha256=%s\"".formatted(escaped(metadataSha256)));
    }
    return text.append('>').append(escaped(filename)).append("</a><br>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
