package dev.larder.blob.metadata;

import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.document.Document;
import dev.larder.blob.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wheel's METADATA (PEP 427), byte by byte as it lies in it.
 *
 * @param document to be closed
 * @param only whether it is the only one there is, whatever the wheel is called
 */
record WheelMetadata(Document document, boolean only) {
  private static final Pattern ENTRY = Pattern.compile("([^/]+)-[^/-]+\\.dist-info/METADATA");

  /** More of them than that are nonsense. */
  private static final int MOST = 100;

  /**
   * Reads it.
   *
   * @param source whose part of the memory it takes
   * @return empty when it is no wheel, or one without, or with one that is too long
   */
  static Optional<WheelMetadata> of(
      OpenFile wheel, String filename, Documents documents, long source) {
    try {
      List<ZipMember> found = new ArrayList<>();
      ZipDirectory.of(wheel.channel())
          .forEach(
              name -> name.endsWith("/METADATA") && ENTRY.matcher(name).matches(),
              MOST,
              found::add);
      Optional<ZipMember> mine = mine(found, filename);
      if (mine.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = mine.get().open(wheel.channel())) {
        return documents
            .read(in, OptionalLong.of(mine.get().size()), MetadataCache.LONGEST, source)
            .map(document -> new WheelMetadata(document, found.size() == 1));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The one METADATA there is; of several, that of the project that the file is called after. */
  private static Optional<ZipMember> mine(List<ZipMember> found, String filename) {
    String project = normalised(filename.split("-", 2)[0]);
    for (ZipMember member : found) {
      Matcher matcher = ENTRY.matcher(member.name());
      if (matcher.matches() && normalised(matcher.group(1)).equals(project)) {
        return Optional.of(member);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String normalised(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }
}
