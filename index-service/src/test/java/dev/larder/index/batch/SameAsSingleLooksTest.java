package dev.larder.index.batch;

import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A batch leaves the same rows as the same looks one by one, whatever they say; but for the serials
 * and instants of the changes, of which a batch makes one.
 */
class SameAsSingleLooksTest {
  private static final int HISTORIES = Integer.getInteger("larder.sequences", 60);
  private static final long SEED = Long.getLong("larder.seed", 20_260_301L);
  private static final int ROUNDS = 7;
  private static final int PROJECTS = 6;
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> TABLES =
      List.of(
          """
          select row(p.name, p.display_name, p.look_found, p.looked_at, p.look_serial, p.look_etag,
            p.behind_since, p.behind_looks, round(p.last_serial), round(p.owned_serial),
            at(p.owned_since, p.owned_serial)) from project p order by 1
          """,
          """
          select row(p.name, f.filename, f.version, round(f.from_serial),
            at(f.visible_from, f.from_serial), round(f.to_serial), at(f.visible_to, f.to_serial),
            f.upload_time, f.missed_since, f.size, f.yanked, f.metadata, f.gpg_sig, f.sha256,
            f.blind_key, f.requires_python, f.yanked_reason, f.metadata_sha256, f.provenance,
            f.upstream_url, f.claimed_hash, f.size_learnt, f.metadata_learnt)
          from file f join project p on p.id = f.project order by 1
          """,
          """
          select row(p.name, f.filename, round(s.serial), at(s.instant, s.serial), s.size, s.yanked,
            s.metadata, s.gpg_sig, s.sha256, s.requires_python, s.yanked_reason, s.metadata_sha256,
            s.provenance, s.claimed_hash)
          from file_state s join project p on p.id = s.project
          join file f on f.project = s.project and f.id = s.file order by 1
          """,
          """
          select row(p.name, round(s.serial), at(s.instant, s.serial), s.status, s.reason)
          from project_state s join project p on p.id = s.project order by 1
          """,
          """
          select row(p.name, l.what, l.why, l.count, l.examples)
          from left_out l join project p on p.id = l.project order by 1
          """,
          """
          select row(round(serial), project) from (select serial, project from change
            where source = 2 and project is not null
            union all select serial, project from changed_project where source = 2) c order by 1
          """,
          "select row(source, serial) from upstream_serial order by 1");

  private final Random random = new Random(SEED);

  @Test
  void aBatchLeavesTheRowsThatItsLooksWouldLeaveOneByOne() {
    // The histories are of another year than the clock, by which unknown names are forgotten.
    Map<String, Object> settings =
        Map.of("larder.second-look", "10m", "larder.pypi.forget-after", "36500d");
    try (Fixture single = Fixture.with(settings);
        Fixture together = Fixture.with(settings)) {
      for (Fixture each : List.of(single, together)) {
        each.execute(
            """
            create table rounds (n integer, upto bigint);
            create function round(s bigint) returns text language sql as $$
              select case when s is null then '' when s = 0 then '0' else
                (select 'round ' || min(n) from rounds where upto >= s) end $$;
            create function at(i timestamptz, s bigint) returns text language sql as $$
              select case when i = (select instant from change where serial = s) then 'change'
                else i::text end $$
            """);
        end(each, 0);
      }
      for (int history = 0; history < HISTORIES; history++) {
        history(history, new BatchFixture(single), new BatchFixture(together), single, together);
        for (String table : TABLES) {
          assertThat(together.query(table))
              .as("seed %d, history %d, %s", SEED, history, table)
              .isEqualTo(single.query(table));
        }
      }
      assertThat(single.query("select 1 from file_state")).isNotEmpty();
      assertThat(single.query("select 1 from file where visible_to is not null")).isNotEmpty();
      assertThat(single.query("select 1 from project_state")).isNotEmpty();
      assertThat(single.query("select 1 from left_out")).isNotEmpty();
      assertThat(single.query("select 1 from project where behind_looks > 0")).isNotEmpty();
    }
  }

  private void history(
      int number, BatchFixture single, BatchFixture together, Fixture one, Fixture other) {
    Instant at = BEGIN.plus(Duration.ofDays(number));
    for (int round = 1; round <= ROUNDS; round++) {
      at = at.plusSeconds(random.nextInt(20) == 0 ? -60 : 120 + random.nextInt(1200));
      if (random.nextInt(5) == 0) {
        String sweep =
            """
            insert into sweep (source, run, generation, looked_at)
              values (2, '%s', 1, '%s') on conflict (source) do update
              set run = excluded.run, looked_at = excluded.looked_at
            """
                .formatted(new java.util.UUID(number, round), at.minusSeconds(60));
        one.execute(sweep);
        other.execute(sweep);
      }
      List<Map<String, Object>> lines = lines(number, at);
      single.look(at, lines);
      end(one, number * ROUNDS + round);
      if (random.nextInt(6) == 0) {
        together.look(at, lines);
      } else {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, Object>[] all = lines.toArray(new Map[0]);
        together.apply(at, all);
      }
      end(other, number * ROUNDS + round);
    }
  }

  private static void end(Fixture fixture, int round) {
    fixture.execute("insert into rounds select %d, serial from clock".formatted(round));
  }

  private List<Map<String, Object>> lines(int number, Instant at) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < PROJECTS; i++) {
      if (random.nextInt(4) > 0) {
        lines.add(line("h%d-p%d".formatted(number, i), answer("h%d_p%d".formatted(number, i), at)));
      }
    }
    return lines;
  }

  private Map<String, Object> answer(String project, Instant at) {
    return switch (random.nextInt(10)) {
      case 0 -> missing();
      case 1, 2 -> unchanged();
      default -> page(project, at);
    };
  }

  private Map<String, Object> page(String project, Instant at) {
    Map<String, Object> page = new HashMap<>();
    page.put("outcome", "page");
    page.put("etag", random.nextInt(5) == 0 ? null : "\"" + random.nextInt(100) + "\"");
    page.put("serial", serial());
    if (random.nextInt(6) == 0) {
      page.put("status", one("archived", "deprecated", "active"));
      page.put("statusReason", random.nextBoolean() ? "because" : null);
    }
    if (random.nextInt(6) == 0) {
      page.put(
          "leftOut",
          List.of(
              Map.of(
                  "what",
                  one("file", "size"),
                  "why",
                  "it is\tso, \"they\" say {a\\b}",
                  "count",
                  1 + random.nextInt(2),
                  "examples",
                  List.of("a, \"b\"", "c\\d"))));
    }
    List<Map<String, Object>> files = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      if (random.nextInt(3) > 0) {
        files.add(listed(project, i, at).map());
      }
    }
    page.put("files", files);
    return page;
  }

  private Long serial() {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> 1L << 54;
      case 2 -> 900_000_000_000L;
      default -> 1_000_000L + random.nextInt(2_000_000);
    };
  }

  private ListedFiles listed(String project, int number, Instant at) {
    ListedFiles file =
        file(project + "-" + number + ".0.tar.gz")
            .with("uploadTime", uploaded(at))
            .with("requiresPython", one(null, ">=3.8", ">=3.\t8"))
            .with("yanked", random.nextInt(4) == 0)
            .with("yankedReason", one(null, "bad", "back\\slash\nline"))
            .with("metadata", random.nextBoolean())
            .with("gpgSig", one(null, true, false))
            .with("size", one(1000, 1000, 1001, null))
            .with(
                "url",
                "https://files.example/"
                    + one("a", "a", "b")
                    + "/"
                    + number
                    + "?"
                    + random.nextInt(3));
    return switch (random.nextInt(8)) {
      case 0 -> file.with("sha256", null);
      case 1 -> file.with("sha256", null).with("hash", "md5=" + "ab".repeat(16));
      case 2 -> file.with("sha256", Fixture.sha256("other"));
      case 3 -> file.with("metadataSha256", Fixture.sha256("metadata"));
      default -> file;
    };
  }

  private String uploaded(Instant at) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> "some day";
      case 2 -> "2999-01-01T00:00:00Z";
      case 3 -> "2020-01-02T03:04:05.123456789Z";
      default -> at.minusSeconds(random.nextInt(4000) - 600).toString();
    };
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
