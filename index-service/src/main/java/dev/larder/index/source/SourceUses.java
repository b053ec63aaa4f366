package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.clock.Stamp;
import java.util.List;

/** What else in the catalogue names a source. */
public interface SourceUses {

  /**
   * How a source is used now.
   *
   * @param repositories the names of those that subscribe to it and are there for who asks
   * @param claims the patterns that it claims
   */
  record Uses(List<String> repositories, List<String> claims) {}

  Uses of(RequestContext context, Source source);

  /** What cached answers that rest on what the source has are tagged with. */
  List<String> tagsOfContent(Source source);

  /** What cached answers that rest on what the source has or claims are tagged with. */
  List<String> tagsOfAll(Source source);

  /** Ends the source's claims. */
  void end(Stamp stamp, Source source);
}
