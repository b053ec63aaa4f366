package dev.larder.index.upstream;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the last looks at projects left out of their pages. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LeftOuts extends GenericRepository<LeftOutRow, Long> {
  int REASONS = 3;

  /**
   * What is left out of the projects of a source, of one kind.
   *
   * @param projects of how many
   * @param example the first file in one of them, {@code project: file}
   */
  @Serdeable
  record OfSource(String what, String why, long count, long projects, String example) {}

  /** One of the reasons why a project isn't there, and the source that it is of. */
  @Introspected
  record Reason(int id, String name, String what, String why, int count) {}

  List<LeftOutRow> findByProjectOrderByWhatAndWhy(long project);

  List<LeftOutRow> findByProjectIn(Collection<Long> projects);

  void deleteByProject(long project);

  @Query(
      "insert into left_out (project, what, why, count, examples)"
          + " values (:project, :what, :why, :count, :examples) on conflict do nothing")
  void insertAll(List<LeftOutRow> rows);

  @Query(
      "select s.id, s.name, l.what, l.why, l.count from left_out l"
          + " join project p on p.id = l.project join source s on s.id = p.source"
          + " where p.source = any(:sources) and p.name = :name and p.look_found"
          + " order by s.id, l.count desc, l.why limit :most")
  List<Reason> reasons(int[] sources, String name, int most);

  /** What was left out of the pages of all projects of a source. */
  @Query(
      "select what, why, sum(count) count, count(*) projects,"
          + " min(p.name || ': ' || coalesce(examples[1], '')) example"
          + " from left_out l join project p on p.id = l.project where p.source = :source"
          + " group by what, why order by what, count desc, why")
  List<OfSource> ofSource(int source);

  /** What was left out of a project's page. */
  default List<LeftOut> of(long project) {
    return findByProjectOrderByWhatAndWhy(project).stream().map(LeftOutRow::leftOut).toList();
  }

  /** What was left out of several projects' pages, by project. */
  default Map<Long, Set<LeftOut>> ofAll(Collection<Long> projects) {
    return findByProjectIn(projects).stream()
        .collect(
            Collectors.groupingBy(
                LeftOutRow::project, Collectors.mapping(LeftOutRow::leftOut, Collectors.toSet())));
  }

  /** Writes down what a look at a project left out, in place of what an earlier one did. */
  default void note(long project, List<LeftOut> leftOut) {
    if (new HashSet<>(of(project)).equals(new HashSet<>(leftOut))) {
      return;
    }
    deleteByProject(project);
    insertAll(
        leftOut.stream()
            .map(
                each ->
                    new LeftOutRow(project, each.what(), each.why(), each.count(), each.examples()))
            .toList());
  }

  /**
   * Why a project isn't there though a mirror's upstream has a page of it; empty where that isn't
   * so. The end of a sentence, without any names of files.
   *
   * @param sources ids of those that may show it
   * @param named ids of those whose names may be told
   */
  default Optional<String> whyNothing(List<Integer> sources, Set<Integer> named, String name) {
    List<String> reasons =
        reasons(sources.stream().mapToInt(Integer::intValue).toArray(), name, REASONS).stream()
            .map(
                reason ->
                    "%d × %s%s: %s"
                        .formatted(
                            reason.count(),
                            reason.what(),
                            named.contains(reason.id())
                                ? " of source '%s'".formatted(reason.name())
                                : "",
                            reason.why()))
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("nothing on its page can be taken over: " + String.join("; ", reasons));
  }
}
