package dev.larder.index.guard;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import java.util.List;

/**
 * A source that may show a file.
 *
 * @param owned when it owned the file's project
 * @param files what it ever listed under the file's name and key
 */
record Candidate(Source source, List<Span> owned, List<CatalogueFile> files) {}
