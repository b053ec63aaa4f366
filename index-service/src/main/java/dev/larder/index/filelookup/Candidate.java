package dev.larder.index.filelookup;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import java.time.Instant;
import java.util.List;

/**
 * A source that may show a file.
 *
 * @param known up to when it is known whether it had the project
 * @param owned when it owned the file's project
 * @param files what it ever listed under the file's name and key
 */
record Candidate(Source source, Instant known, List<Span> owned, List<CatalogueFile> files) {}
