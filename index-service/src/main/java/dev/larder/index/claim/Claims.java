package dev.larder.index.claim;

import dev.larder.index.clock.Stamp;
import dev.larder.index.source.Source;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The claims that stand now; they hold for every instant. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Claims extends GenericRepository<ClaimRow, Integer> {

  List<Claim> findByValidToIsNullOrderByFromSerial();

  void save(ClaimRow row);

  @Query(
      "update claim set valid_to = :instant, to_serial = :serial"
          + " where source = :source and pattern = :pattern and valid_to is null")
  long end(int source, String pattern, Instant instant, long serial);

  default List<Claim> all() {
    return findByValidToIsNullOrderByFromSerial();
  }

  /** The claims to one normalised name. */
  default List<Claim> to(String name) {
    return all().stream().filter(claim -> claim.covers(name)).toList();
  }

  /**
   * Which of a repository's sources may show a name at all: none behind one that claims it, and no
   * mirror if another source claims it, wherever that is; so no upstream is ever asked for it.
   *
   * @param inOrder the sources, in the repository's order
   * @param claims those to the name
   */
  static <T> List<T> open(List<T> inOrder, Function<T, Source> source, Collection<Claim> claims) {
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

  default void add(Stamp stamp, Claim claim, String by) {
    save(
        new ClaimRow(
            claim.source(), claim.pattern(), stamp.serial(), stamp.instant(), null, null, by));
  }

  /** Ends a claim; false if there is none of that pattern. */
  default boolean end(Stamp stamp, Claim claim) {
    return end(claim.source(), claim.pattern(), stamp.instant(), stamp.serial()) == 1;
  }
}
