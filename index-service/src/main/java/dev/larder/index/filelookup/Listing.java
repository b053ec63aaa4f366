package dev.larder.index.filelookup;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.snapshot.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file, and the source whose page listed it at some instant. */
record Listing(Candidate candidate, CatalogueFile file) {

  /**
   * Finds one.
   *
   * @param period in which the repository had those sources
   * @param inOrder the sources that may show the project
   */
  static Optional<Listing> find(Span period, List<Candidate> inOrder) {
    List<Span> taken = new ArrayList<>();
    Span open = period;
    for (Candidate candidate : inOrder) {
      for (CatalogueFile file : candidate.files()) {
        if (!file.visible().and(open).without(taken).isEmpty()) {
          return Optional.of(new Listing(candidate, file));
        }
      }
      taken.addAll(candidate.owned());
      open = open.and(new Span(Instant.MIN, candidate.known()));
    }
    return Optional.empty();
  }
}
