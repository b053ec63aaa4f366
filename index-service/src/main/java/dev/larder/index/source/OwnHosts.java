package dev.larder.index.source;

import dev.larder.index.database.Database;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Keeps where the hosts of upstreams are that nobody looked at when their URLs were given, as those
 * of the first start: in the kinds of inside addresses in which they were at their first answer.
 */
@Singleton
public class OwnHosts {
  private static final String NONE = "none";

  private final Database database;
  private final Sources sources;

  OwnHosts(Database database, Sources sources) {
    this.database = database;
    this.sources = sources;
  }

  /**
   * Keeps it, unless something is known or the source looks elsewhere by now.
   *
   * @param kinds with blanks between them, or {@code none}
   */
  public void learn(Source source, String kinds) {
    Upstream upstream = source.upstream().orElseThrow();
    if (upstream.connection().inside() == null) {
      List<String> inside = kinds.equals(NONE) ? List.of() : List.of(kinds.split(" "));
      database.write(() -> sources.inside(source.id(), upstream, inside));
    }
  }
}
