package dev.larder.index.claim;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.source.Source;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The claims that stand now; they hold for every instant. */
@Singleton
public class Claims {

  public List<Claim> all(Connection connection) throws SQLException {
    return Sql.of("select source, pattern from claim where valid_to is null order by from_serial")
        .list(connection, Claims::read);
  }

  /** The claims to one normalised name. */
  public List<Claim> to(Connection connection, String name) throws SQLException {
    return all(connection).stream().filter(claim -> claim.covers(name)).toList();
  }

  /**
   * Which of a repository's sources may show a name at all: none behind one that claims it, and no
   * mirror if another source claims it, wherever that is; so no upstream is ever asked for it.
   *
   * @param inOrder the sources, in the repository's order
   * @param claims those to the name
   */
  public static <T> List<T> open(
      List<T> inOrder, Function<T, Source> source, Collection<Claim> claims) {
    List<T> open = new ArrayList<>();
    for (T each : inOrder) {
      Source one = source.apply(each);
      if (one.isLocal() || claims.stream().allMatch(claim -> claim.source() == one.id())) {
        open.add(each);
      }
      if (claims.stream().anyMatch(claim -> claim.source() == one.id())) {
        break;
      }
    }
    return open;
  }

  public void add(Connection connection, Stamp stamp, Claim claim, String by) throws SQLException {
    Sql.of(
            "insert into claim (source, pattern, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?, ?)",
            claim.source(),
            claim.pattern(),
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  /** Ends a claim; false if there is none of that pattern. */
  public boolean end(Connection connection, Stamp stamp, Claim claim) throws SQLException {
    return Sql.of(
                "update claim set valid_to = ?, to_serial = ?"
                    + " where source = ? and pattern = ? and valid_to is null",
                stamp.instant(),
                stamp.serial(),
                claim.source(),
                claim.pattern())
            .update(connection)
        == 1;
  }

  private static Claim read(Row row) {
    return new Claim(row.integer("source"), row.text("pattern"));
  }
}
