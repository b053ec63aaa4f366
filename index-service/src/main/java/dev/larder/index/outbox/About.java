package dev.larder.index.outbox;

import dev.larder.index.source.Source;
import dev.larder.messaging.Change.Kind;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a change is about.
 *
 * @param action what was done, in the log's word
 * @param repository id, 0 for none
 * @param source id, 0 for none
 * @param project normalised name, or null
 * @param subject what in them, or null: a file, a version, a pattern
 * @param tags what cached answers that it makes stale are tagged with
 * @param by a token's guid, {@code admin} or {@link #LARDER}
 * @param comment why, as somebody wrote it, or null
 */
public record About(
    Kind kind,
    String action,
    int repository,
    int source,
    @Nullable String project,
    @Nullable String subject,
    List<String> tags,
    String by,
    @Nullable String comment) {
  /** Larder itself. */
  public static final String LARDER = "larder";

  /** A change of one project in a source. */
  public static About project(Kind kind, String action, Source source, String project, String by) {
    return new About(
        kind, action, 0, source.id(), project, null, List.of(source.tag(project)), by, null);
  }

  /** A change of what there is, or of where it is shown; ids are 0 where there is none. */
  public static About catalogue(
      String action, int repository, int source, List<String> tags, String by) {
    return new About(
        Kind.CATALOGUE_CHANGED, action, repository, source, null, null, tags, by, null);
  }

  /** The same, of that in particular. */
  public About of(@Nullable String newSubject) {
    return new About(kind, action, repository, source, project, newSubject, tags, by, comment);
  }

  /** The same, with a reason. */
  public About because(@Nullable String newComment) {
    return new About(kind, action, repository, source, project, subject, tags, by, newComment);
  }
}
