package dev.larder.index.look;

import dev.larder.index.file.BlindKey;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileState;
import dev.larder.index.file.NewFile;
import dev.larder.index.project.Status;
import dev.larder.packaging.Digest;
import dev.larder.packaging.FileName;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a look teaches about a mirror's project.
 *
 * @param begins files that weren't there
 * @param ends files that are no more, with the instant from which (at the latest the change's)
 * @param states files that are in another state
 * @param moved files that the upstream has elsewhere now
 * @param missed files that this look is the first to miss
 * @param seenAgain files that an earlier look missed
 * @param status the project's new status, if that is another one
 */
public record Difference(
    List<NewFile.Mirrored> begins,
    Map<Long, Instant> ends,
    Map<Long, FileState> states,
    Map<Long, String> moved,
    List<Long> missed,
    List<Long> seenAgain,
    Optional<Optional<Status>> status) {

  /**
   * What was known when the look was made.
   *
   * @param secondLook how much later than the first look that missed a file another one must miss
   *     it too before it ends
   * @param refused ids of files whose bytes the upstream refused for good just before the look: one
   *     look that misses them ends them
   */
  public record Known(
      int source,
      ProjectName project,
      List<CatalogueFile> files,
      Optional<Status> status,
      Optional<Instant> lastLook,
      Duration secondLook,
      Set<Long> refused) {

    /** Whether a file that is missed now was lost before that. */
    private boolean wasLost(CatalogueFile file, Instant lookedAt) {
      return refused.contains(file.id())
          || (file.missedSince() != null
              && !lookedAt.isBefore(file.missedSince().plus(secondLook)));
    }
  }

  /** Whether pages, or answers about files, are other ones now. */
  public boolean shows() {
    return !(begins.isEmpty()
        && ends.isEmpty()
        && states.isEmpty()
        && moved.isEmpty()
        && status.isEmpty());
  }

  /**
   * When the first of the files that weren't there becomes visible; the change's instant if none.
   */
  public Instant firstVisible(Instant change) {
    return begins.stream()
        .map(file -> file.visibleFrom(change))
        .min(Comparator.naturalOrder())
        .orElse(change);
  }

  /**
   * What an answer teaches.
   *
   * @param lookedAt when its upstream was asked
   */
  public static Difference of(Known known, Observation.Answer answer, Instant lookedAt) {
    return switch (answer) {
      case Observation.Page page -> page(known, page, lookedAt);
      case Observation.Unchanged() -> unchanged(known, lookedAt);
      case Observation.Missing() -> missing(known, lookedAt);
    };
  }

  /** The page lists what it listed; so what it had already lost is missed once more. */
  static Difference unchanged(Known known, Instant lookedAt) {
    Difference difference = empty();
    known.files().stream()
        .filter(file -> file.missedSince() != null)
        .forEach(file -> difference.miss(known, file, lookedAt));
    return difference;
  }

  /** There is no page, so all of it is missed. */
  static Difference missing(Known known, Instant lookedAt) {
    Difference difference = empty();
    known.files().forEach(file -> difference.miss(known, file, lookedAt));
    return difference;
  }

  static Difference page(Known known, Observation.Page page, Instant lookedAt) {
    boolean newStatus = !known.status().equals(page.status());
    Difference difference = empty(newStatus ? Optional.of(page.status()) : Optional.empty());
    Map<String, CatalogueFile> left = new HashMap<>();
    known.files().forEach(file -> left.put(file.filename(), file));
    Map<String, ListedFile> listed = new LinkedHashMap<>();
    page.files().forEach(file -> listed.putIfAbsent(file.filename(), file));
    for (ListedFile file : listed.values()) {
      Optional<FileName> name = FileName.of(file.filename(), known.project());
      if (name.isPresent()) {
        CatalogueFile before = left.remove(file.filename());
        difference.see(known, file, name.get(), before);
      }
    }
    left.values().forEach(file -> difference.miss(known, file, lookedAt));
    return difference;
  }

  private void see(Known known, ListedFile listed, FileName name, CatalogueFile before) {
    if (before == null) {
      begins.add(newFile(known, listed, name, backdated(known, listed)));
      return;
    }
    if (!sameBytes(before, listed)) {
      Optional<Instant> from =
          backdated(known, listed).filter(instant -> instant.isAfter(before.visibleFrom()));
      begins.add(newFile(known, listed, name, from));
      ends.put(before.id(), from.orElse(Instant.MAX));
      return;
    }
    if (before.missedSince() != null) {
      seenAgain.add(before.id());
    }
    FileState now = merged(before.state(), listed);
    if (!now.equals(before.state())) {
      states.put(before.id(), now);
    }
    if (!listed.url().equals(before.upstreamUrl())) {
      moved.put(before.id(), listed.url());
    }
  }

  private void miss(Known known, CatalogueFile file, Instant lookedAt) {
    if (known.wasLost(file, lookedAt)) {
      ends.put(file.id(), Instant.MAX);
    } else if (file.missedSince() == null) {
      missed.add(file.id());
    }
  }

  /**
   * When pages began to list a file that was not known: at its upload-time, unless an earlier look
   * at or after that time had not seen it.
   */
  private static Optional<Instant> backdated(Known known, ListedFile listed) {
    return uploadTime(listed)
        .filter(time -> known.lastLook().map(last -> last.isBefore(time)).orElse(true));
  }

  private static Optional<Instant> uploadTime(ListedFile listed) {
    if (listed.uploadTime() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(listed.uploadTime()).truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Without a hash of one kind on both sides, and without sizes that differ, another URL means
   * another file.
   */
  private static boolean sameBytes(CatalogueFile before, ListedFile listed) {
    String known = before.state().sha256();
    String now = sha256(listed.sha256());
    if (known != null && now != null) {
      return known.equals(now);
    }
    Optional<Digest> claimed = claimed(before.state().claimedHash());
    Optional<Digest> claim = claimed(listed.hash());
    if (claimed.isPresent()
        && claimed.map(Digest::algorithm).equals(claim.map(Digest::algorithm))) {
      return claimed.equals(claim);
    }
    Long size = before.state().size();
    if (size != null && listed.size() != null && !size.equals(listed.size())) {
      return false;
    }
    return before.blindKey() == null
        || now != null
        || BlindKey.isSamePlace(before.upstreamUrl(), listed.url());
  }

  /**
   * What the upstream doesn't say (any more) is known on: it is about the same bytes. What it says
   * otherwise than Larder found it in these bytes isn't taken over.
   */
  private static FileState merged(FileState before, ListedFile listed) {
    String metadataSha256 = sha256(listed.metadataSha256());
    return new FileState(
        before.sha256() != null ? before.sha256() : sha256(listed.sha256()),
        before.sizeLearnt() || listed.size() == null ? before.size() : listed.size(),
        listed.requiresPython(),
        listed.yanked(),
        listed.yankedReason(),
        listed.metadata(),
        before.metadataLearnt() || metadataSha256 == null
            ? before.metadataSha256()
            : metadataSha256,
        listed.gpgSig(),
        listed.provenance(),
        claimed(listed.hash()).map(Digest::labelled).orElse(before.claimedHash()),
        before.sizeLearnt(),
        before.metadataLearnt());
  }

  private static NewFile.Mirrored newFile(
      Known known, ListedFile listed, FileName name, Optional<Instant> from) {
    String sha256 = sha256(listed.sha256());
    String hash = claimed(listed.hash()).map(Digest::labelled).orElse(null);
    return new NewFile.Mirrored(
        listed.filename(),
        name.versionText(),
        new FileState(
            sha256,
            listed.size(),
            listed.requiresPython(),
            listed.yanked(),
            listed.yankedReason(),
            listed.metadata(),
            sha256(listed.metadataSha256()),
            listed.gpgSig(),
            listed.provenance(),
            hash,
            false,
            false),
        listed.url(),
        sha256 == null
            ? BlindKey.of(known.source(), listed.filename(), listed.url(), listed.size(), hash)
            : null,
        from,
        uploadTime(listed).orElse(null));
  }

  private static Optional<Digest> claimed(@Nullable String hash) {
    return Optional.ofNullable(hash).flatMap(Digest::parseLabelled);
  }

  private static @Nullable String sha256(@Nullable String hex) {
    return hex == null
        ? null
        : Digest.parse(HashAlgorithm.SHA256, hex).map(Digest::hex).orElse(null);
  }

  private static Difference empty() {
    return empty(Optional.empty());
  }

  private static Difference empty(Optional<Optional<Status>> status) {
    return new Difference(
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        status);
  }
}
