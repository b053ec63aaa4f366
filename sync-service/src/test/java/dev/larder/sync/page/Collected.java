package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A page that was read whole. */
final class Collected implements Listed.Sink {
  static final URI BASE = URI.create("https://host/simple/p/");

  final List<Listed> files = new ArrayList<>();
  final Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
  PageHead head;

  static Collected json(String page) throws IOException {
    return read(page, "application/vnd.pypi.simple.v1+json");
  }

  static Collected html(String page) throws IOException {
    return read(page, "text/html");
  }

  static Collected read(String page, String contentType) throws IOException {
    Collected collected = new Collected();
    collected.head =
        SimplePage.read(
            new ByteArrayInputStream(page.getBytes(UTF_8)), contentType, BASE, collected);
    return collected;
  }

  Listed only() {
    if (files.size() != 1) {
      throw new AssertionError("Not one file, but " + files);
    }
    return files.getFirst();
  }

  @Override
  public void accept(Listed file) {
    files.add(file);
  }

  @Override
  public void leaveOut(LeftOut why, String name) {
    leftOut.merge(why, 1, Integer::sum);
  }
}
