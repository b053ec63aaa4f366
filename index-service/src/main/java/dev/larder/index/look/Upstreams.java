package dev.larder.index.look;

import dev.larder.index.source.Source;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;

/** Asks upstreams; sync-service does it. */
public interface Upstreams {
  /**
   * Asks one upstream for one project, and waits for the answer.
   *
   * @param etag of the page that is known, or null to get one in any case
   * @param memory within which the answer is read
   */
  Observation look(Source source, ProjectName project, @Nullable String etag, LookMemory memory);
}
