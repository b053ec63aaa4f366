package dev.larder.index.outbox;

import dev.larder.index.source.Source;
import dev.larder.messaging.Change.Kind;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a change is about.
 *
 * @param source id, 0 for none
 * @param project normalised name, or null
 * @param tags what cached answers that it makes stale are tagged with
 * @param by a token's guid, {@code admin} or {@link #LARDER}
 */
public record About(Kind kind, int source, @Nullable String project, List<String> tags, String by) {
  /** Larder itself. */
  public static final String LARDER = "larder";

  public static About project(Kind kind, Source source, String project, String by) {
    return new About(kind, source.id(), project, List.of(source.tag(project)), by);
  }
}
