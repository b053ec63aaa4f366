package dev.larder.index.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What lists are read from says what projects and their former owners say. */
class OwnershipTest {
  /** Instants at which the two don't say the same. */
  private static final String DIFFERENT =
      """
      with owned as (select p.source, p.name, t.instant from project p, generate_series(0, 40) i
          cross join lateral (select timestamptz '2026-01-01' + i * interval '12 hours' instant) t
          where p.owned_since <= t.instant or exists (select 1 from former_ownership o
            where o.project = p.id and o.valid_from <= t.instant and o.valid_to > t.instant)),
        listed as (select o.source, o.name, t.instant from ownership o, generate_series(0, 40) i
          cross join lateral (select timestamptz '2026-01-01' + i * interval '12 hours' instant) t
          where o.valid_from <= t.instant and (o.valid_to is null or o.valid_to > t.instant))
      (select 'not listed ' || owned::text from (select * from owned except all select * from listed) owned)
      union all
      (select 'not owned ' || listed::text from (select * from listed except all select * from owned) listed)
      """;

  private static String history(Random random) {
    StringBuilder history = new StringBuilder();
    Consumer<String> execute = sql -> history.append(sql).append(";\n");
    for (int i = 0; i < 60; i++) {
      String name = "p" + i;
      boolean owned = random.nextBoolean();
      execute.accept(
          "insert into project (source, name, display_name, owned_serial, owned_since) values"
              + " (%d, '%s', '%s', 1, %s)"
                  .formatted(1 + i % 2, name, name, owned ? day(random.nextInt(5)) : "null"));
      for (int day = 5; day < 20; day += 1 + random.nextInt(5)) {
        if (owned) {
          execute.accept(
              "insert into former_ownership select id, 1, owned_since, 2, %s from project where name = '%s'"
                  .formatted(day(day), name));
          execute.accept("update project set owned_since = null where name = '%s'".formatted(name));
        } else {
          // A mirror's first file may be older than the change that it comes with.
          execute.accept(
              "update project set owned_since = %s where name = '%s'"
                  .formatted(day(random.nextInt(day + 1)), name));
        }
        execute.accept("update project set last_serial = 7 where name = '%s'".formatted(name));
        owned = !owned;
      }
    }
    return history.toString();
  }

  private static String day(int day) {
    return "timestamptz '2026-01-01' + interval '%d days'".formatted(day);
  }

  @Test
  void itFollowsEveryChange() {
    try (Fixture fixture = Fixture.open()) {
      fixture.execute(history(new Random(1)));
      assertThat(fixture.query(DIFFERENT)).isEmpty();
      assertThat(fixture.query("select count(*) > 60 from ownership")).containsExactly("t");
    }
  }

  @Test
  void itBeginsWithWhatThereWas() {
    try (Fixture fixture = Fixture.open()) {
      // A schema of its own, as it was before.
      String schema = "s" + UUID.randomUUID().toString().replace("-", "");
      Flyway before = flyway(fixture, schema, "21");
      before.migrate();
      fixture.execute(
          "insert into %s.source (id, name, type, from_serial, valid_from, by)".formatted(schema)
              + " select i, 's' || i, 'local-python', 1, now(), 'admin' from generate_series(1, 2) i");
      fixture.execute(
          "set search_path to %s, public;\n".formatted(schema) + history(new Random(2)));
      flyway(fixture, schema, "22").migrate();
      assertThat(
              fixture.query(
                  DIFFERENT
                      .replace("from project p", "from %s.project p".formatted(schema))
                      .replace(
                          "from former_ownership o", "from %s.former_ownership o".formatted(schema))
                      .replace("from ownership o", "from %s.ownership o".formatted(schema))))
          .isEmpty();
      assertThat(fixture.query("select count(*) > 60 from %s.ownership".formatted(schema)))
          .containsExactly("t");
    }
  }

  private static Flyway flyway(Fixture fixture, String schema, String target) {
    return Flyway.configure()
        .dataSource(fixture.jdbcUrl(), "postgres", "postgres")
        .schemas(schema)
        .target(target)
        .load();
  }
}
