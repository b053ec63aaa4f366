package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may what, asked of the whole: every route that the gateway has, by every role, of an open, an
 * authenticated and a hidden repository. {@code docs/access.md} is what is to come of it; {@code
 * -Dlarder.access.write=true} writes it anew.
 */
@Order(73)
@ExtendWith(SharedFixture.class)
class EveryRouteEveryRoleTest {
  private static final Path TABLE = Checkout.root().resolve("docs/access.md");
  private static final String HEAD =
      """
      # Every route × every role

      The status with which each route of the gateway answers each role. `EveryRouteEveryRoleTest` drives the whole through it and fails where this page says otherwise;
      `-Dlarder.access.write=true` writes it anew. The reader's token has `repos:read` for the repository in question, the publisher's `sources:write` for the source in question. Calls that change something are
      sent so that nothing is left changed; `400` is an administrator's call that was let through and has an empty body.

      """;

  private final Fixture fixture;

  EveryRouteEveryRoleTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void everyRouteAnswersEveryRoleAsThePageSays() throws IOException {
    Scene scene = new Scene(fixture);
    String table = HEAD + table(scene);
    if (Boolean.getBoolean("larder.access.write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(table).isEqualTo(Files.readString(TABLE));
    assertThat(table).doesNotContainPattern("\\| 5\\d\\d ").doesNotContain("| 429 ");
  }

  /** What can be asked for, {@code {variable}} in the place of something. */
  private record Asked(String method, String path) {}

  /** All that the page lists, which the gateway's own test holds against its routes. */
  private static Set<Asked> all() throws IOException {
    Set<Asked> all = new LinkedHashSet<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3 && cells[2].strip().startsWith("`/")) {
        for (String method : cells[1].strip().split(" ", -1)) {
          all.add(new Asked(method, cells[2].strip().replace("`", "")));
        }
      }
    }
    return all;
  }

  private static String table(Scene scene) throws IOException {
    Map<List<String>, List<String>> rows = new LinkedHashMap<>();
    for (Asked asked : all()) {
      for (Kind kind : Kind.values()) {
        Cell cell = new Cell(asked.method(), asked.path(), kind);
        if (!cell.namesARepository() && kind != Kind.OPEN) {
          continue;
        }
        List<String> row = new ArrayList<>();
        row.add("`" + asked.path() + "`");
        row.add(cell.namesARepository() ? kind.toString() : "");
        for (Role role : Role.values()) {
          row.add(String.valueOf(cell.status(scene, role)));
        }
        rows.computeIfAbsent(row, any -> new ArrayList<>()).add(asked.method());
      }
    }
    String roles =
        Arrays.stream(Role.values()).map(Role::toString).collect(Collectors.joining(" | "));
    StringBuilder table = new StringBuilder("| method | route | repository | " + roles + " |\n");
    table.append("|---".repeat(3 + Role.values().length)).append("|\n");
    rows.forEach(
        (row, methods) ->
            table
                .append("| ")
                .append(String.join(" ", methods))
                .append(" | ")
                .append(String.join(" | ", row))
                .append(" |\n"));
    return table.toString();
  }
}
