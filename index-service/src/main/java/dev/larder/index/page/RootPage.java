package dev.larder.index.page;

import dev.larder.index.claim.Claim;
import dev.larder.index.project.Projects.Listed;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every name that a repository's sources owned at an instant, in order, each once.
 *
 * @param serial the newest change at the instant
 * @param claims that stand now, whatever the instant
 * @param reader gives the names anew each time
 */
record RootPage(long serial, List<Claim> claims, Supplier<Iterator<Listed>> reader) {

  /** What names a state of this page, in every representation. */
  String etag(String repository, Format format, Coding coding) {
    String state = "root 2 %s %d %s %s %s".formatted(repository, serial, claims, format, coding);
    return Rendered.etag(state.getBytes(StandardCharsets.UTF_8));
  }

  Iterator<Listed> names() {
    return reader.get();
  }
}
