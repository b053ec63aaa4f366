package dev.larder.index.page;

import dev.larder.index.claim.Claim;
import dev.larder.index.listing.MergedNames;
import dev.larder.index.project.Listed;
import dev.larder.index.source.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every name that a repository's sources owned at an instant, in order, each once.
 *
 * @param instant the one that it is of
 * @param serial the newest change at the instant
 * @param sources in the repository's order
 * @param claims that stand now, whatever the instant
 * @param reader gives the names anew each time
 */
public record RootPage(
    Instant instant,
    long serial,
    List<Source> sources,
    List<Claim> claims,
    Supplier<Iterator<Listed>> reader) {

  /** What names a state of this page, in every representation. */
  String etag(String repository, Format format, Coding coding) {
    String state = "root 2 %s %d %s %s %s".formatted(repository, serial, claims, format, coding);
    return Rendered.etag(state.getBytes(StandardCharsets.UTF_8));
  }

  /** What it takes in memory while it is sent, in bytes: names are read ahead. */
  public long room() {
    return Rendered.room(MergedNames.room(sources.size()));
  }

  /** The names, from the first on. */
  public Iterator<Listed> names() {
    return reader.get();
  }
}
