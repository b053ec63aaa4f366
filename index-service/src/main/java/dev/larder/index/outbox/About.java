package dev.larder.index.outbox;

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
    Author by,
    @Nullable String comment) {
  /** A change of one project in a source. */
  public static About project(Kind kind, String action, int source, String project, Author by) {
    return new About(
        kind, action, 0, source, project, null, List.of(tag(source, project)), by, null);
  }

  /** What a cached answer that rests on this project in this source is tagged with. */
  public static String tag(int source, String project) {
    return "project:" + source + "/" + project;
  }

  /** A change of what there is, or of where it is shown; ids are 0 where there is none. */
  public static About catalogue(
      String action, int repository, int source, List<String> tags, Author by) {
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
