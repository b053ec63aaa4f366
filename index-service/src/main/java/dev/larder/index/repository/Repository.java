package dev.larder.index.repository;

import dev.larder.index.snapshot.Moment;
import dev.larder.index.type.SourceType;
import java.time.Instant;
import java.util.List;

/**
 * What clients install from.
 *
 * @param id never used again
 * @param isDefault whether it answers where a URL names none
 * @param sources the sources that it subscribes to now, in their order
 */
public record Repository(
    int id,
    String name,
    String type,
    Traits traits,
    boolean isDefault,
    List<Subscribed> sources,
    Instant created) {

  /**
   * What doesn't touch its content.
   *
   * @param hidden whether it isn't listed for everybody
   * @param authenticated whether reading it needs a token
   */
  public record Traits(String description, boolean hidden, boolean authenticated) {
    /** Of one that anybody may read, and that nobody has described. */
    public static final Traits PLAIN = new Traits("", false, false);
  }

  public boolean authenticated() {
    return traits.authenticated();
  }

  public boolean hidden() {
    return traits.hidden();
  }

  /** A source, as a repository names it. */
  public record Subscribed(String name, SourceType type) {}

  /** What a cached answer of this repository is tagged with. */
  public String tag() {
    return "repo:" + id;
  }

  /** Whether it was there at a moment. */
  public boolean existed(Moment moment) {
    return !moment.instant().isBefore(created);
  }
}
