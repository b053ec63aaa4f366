package dev.larder.index.benchmark;

import dev.larder.index.Fixture;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Many projects, in several sources and repositories, as syncs leave them. */
final class FullCatalogue {
  /** Projects of a batch. */
  private static final int BATCH = 208;

  private FullCatalogue() {}

  /** PostgreSQL's settings, as far as a database can have its own. */
  static void likeThatOfLarderUp(Fixture fixture) {
    String database = fixture.query("select current_database()").getFirst();
    for (String setting :
        List.of(
            "jit = off",
            "random_page_cost = 1.1",
            "work_mem = '8MB'",
            "max_parallel_workers_per_gather = 1")) {
      fixture.execute("alter database " + database + " set " + setting);
    }
    fixture.restart(Map.of());
  }

  /**
   * A mirror of all, one of every tenth, a private source of some, none of them in order. Gives how
   * many microseconds a name took.
   */
  static double fill(Fixture fixture, List<String> names) throws SQLException, IOException {
    double micros;
    fixture.done(
        201,
        "POST",
        "/sources",
        Map.of(
            "name",
            "extra",
            "type",
            "pypi",
            "url",
            "https://extra.example/simple/",
            "check",
            false));
    fixture.done(201, "POST", "/repos", Map.of("name", "one", "sources", List.of("pypi")));
    fixture.done(
        201,
        "POST",
        "/repos",
        Map.of("name", "three", "sources", List.of("private", "extra", "pypi")));
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "corp-*"));
    int extra =
        Integer.parseInt(fixture.query("select id from source where name = 'extra'").getFirst());
    long begun = System.nanoTime();
    try (Connection connection =
        DriverManager.getConnection(fixture.jdbcUrl(), "postgres", "postgres")) {
      copy(connection, 2, names);
      micros = (System.nanoTime() - begun) / 1e3 / names.size();
      copy(connection, extra, names.stream().filter(name -> name.hashCode() % 10 == 0).toList());
      copy(connection, 1, names.stream().filter(name -> name.hashCode() % 2000 == 0).toList());
    }
    fixture.execute(
        """
        insert into change (serial, instant, kind, action, source, tags, by)
        select serial + i, instant + i * interval '1 microsecond', 'page-changed', 'sync', 2, '{}',
          'larder' from clock, generate_series(1, 4000) i
        """);
    fixture.execute("update clock set serial = serial + 4000, instant = clock_timestamp()");
    fixture.execute(
        """
        insert into changed_project (source, project, serial)
        select source, name, last_serial from project where source <> 1
        """);
    fixture.execute(
        """
        insert into sweep (source, run, generation, looked_at, covered_until)
        select id, gen_random_uuid(), 1, clock_timestamp(), clock_timestamp() from source where id <> 1
        """);
    fixture.execute("vacuum analyze");
    return micros;
  }

  /** In transactions as batches of a sync have them; half of the names came in the last 4 years. */
  private static void copy(Connection connection, int source, List<String> names)
      throws SQLException, IOException {
    Random random = new Random(source);
    for (int from = 0; from < names.size(); from += BATCH) {
      int serial = 10 + from / BATCH;
      String rows =
          names.subList(from, Math.min(names.size(), from + BATCH)).stream()
              .map(
                  name ->
                      String.join(
                          "\t",
                          Arrays.asList(
                              source + "",
                              name,
                              name,
                              serial + "",
                              since(random),
                              serial + "",
                              "2026-11-01T00:00:00Z",
                              "t",
                              "1234567",
                              "\"abcdefghijklmnopqrstuv\"")))
              .collect(Collectors.joining("\n", "", "\n"));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy project (source, name, display_name, owned_serial, owned_since, last_serial,"
                  + " looked_at, look_found, look_serial, look_etag) from stdin",
              new StringReader(rows));
    }
  }

  private static String since(Random random) {
    double age = -Math.log(1 - random.nextDouble()) * 4 / Math.log(2);
    long days = Math.min((long) (age * 365), 365L * 21);
    return LocalDate.of(2026, 10, 1).minusDays(days) + "T12:00:00Z";
  }
}
