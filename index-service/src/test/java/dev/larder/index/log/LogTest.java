package dev.larder.index.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final String WHEEL = "tool-1.0-py3-none-any.whl";
  private static Fixture fixture;

  /** Changes 1 to 8; the comments say what each is about. */
  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.publish(WHEEL, "tool", "x");
    fixture.done(201, "POST", "/sources", Map.of("name", "team", "type", "local-python"));
    fixture.done(201, "POST", "/repos", Map.of("name", "own", "sources", List.of("team")));
    fixture.done(201, "POST", "/sources/team/claims", Map.of("name", "team-*"));
    fixture.done(200, "DELETE", "/repos/own/sources/team", null);
    fixture.done(
        200,
        "POST",
        "/sources/private/yank",
        Map.of("package", "tool", "scope", "@1.0", "reason", "bad", "comment", "ticket 7"));
    fixture.done(204, "DELETE", "/sources/team", null);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> changes(String query) {
    return (List<Map<String, Object>>)
        fixture.done(200, "GET", "/log" + query, null).get("changes");
  }

  private static List<String> actions(String query) {
    return changes(query).stream()
        .map(change -> change.get("serial") + " " + change.get("action"))
        .toList();
  }

  @Test
  void theNewestChangeIsTheFirst() {
    assertThat(actions(""))
        .containsExactly(
            "8 delete-source",
            "7 yank",
            "6 unsubscribe",
            "5 claim",
            "4 create-repo",
            "3 create-source",
            "2 publish",
            "1 first-start");
  }

  @Test
  void aChangeSaysWhatWasDoneToWhatByWhomAndWhy() {
    Map<String, Object> yank = new HashMap<>();
    yank.put("serial", 7);
    yank.put(
        "instant",
        OffsetDateTime.parse(
                fixture
                    .query(
                        "select to_char(instant at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                            + " from change where serial = 7")
                    .getFirst())
            .toInstant()
            .toString());
    yank.put("action", "yank");
    yank.put("repo", null);
    yank.put("source", "private");
    yank.put("package", "tool");
    yank.put("subject", "1.0");
    yank.put("by", "admin");
    yank.put("name", null);
    yank.put("from", null);
    yank.put("comment", "ticket 7");
    assertThat(changes("?limit=2").getLast()).isEqualTo(yank);
    assertThat(changes("?before=3").getFirst())
        .containsEntry("by", "a-token")
        .containsEntry("subject", WHEEL);
    assertThat(changes("?before=2").getFirst())
        .containsEntry("by", "larder")
        .containsEntry("repo", "main");
    assertThat(changes("?before=7").getFirst())
        .containsEntry("repo", "own")
        .containsEntry("source", "team");
  }

  @Test
  void aRepositorysLogHasItsSourcesToo() {
    assertThat(actions("?repo=own"))
        .containsExactly(
            "8 delete-source", "6 unsubscribe", "5 claim", "4 create-repo", "3 create-source");
    assertThat(actions("?repo=main")).containsExactly("7 yank", "2 publish", "1 first-start");
    assertThat(actions("?source=private")).containsExactly("7 yank", "2 publish");
    assertThat(actions("?package=Tool")).containsExactly("7 yank", "2 publish");
    assertThat(actions("?package=tool&repo=own")).isEmpty();
  }

  @Test
  void theLogIsReadInPieces() {
    List<Object> serials = new ArrayList<>();
    Map<String, Object> page = fixture.done(200, "GET", "/log?limit=3", null);
    while (page.get("next") != null) {
      ((List<?>) page.get("changes")).forEach(c -> serials.add(((Map<?, ?>) c).get("serial")));
      page = fixture.done(200, "GET", "/log?limit=3&before=" + page.get("next"), null);
    }
    ((List<?>) page.get("changes")).forEach(c -> serials.add(((Map<?, ?>) c).get("serial")));
    assertThat(serials).isEqualTo(List.of(8, 7, 6, 5, 4, 3, 2, 1));
  }

  @Test
  void theLogBeginsWhereItIsToldTo() {
    String instant = (String) changes("?before=7").getFirst().get("instant");
    assertThat(actions("?since=" + instant))
        .containsExactly("8 delete-source", "7 yank", "6 unsubscribe");
    assertThat(actions("?since=2000-01-01")).hasSize(8);
    assertThat(actions("?since=2999-01-01")).isEmpty();
    for (String since : List.of("yesterday", "17", "latest", "2019-02-30")) {
      assertThat(fixture.refusal("GET", "/log?since=" + since, null))
          .isEqualTo(
              "400 'since' must be a date such as 2019-03-01 or an instant such as 2019-03-01T00:00:00Z, not '%s'"
                  .formatted(since));
    }
    assertThat(fixture.refusal("GET", "/log?limit=0", null))
        .isEqualTo("400 'limit' must be from 1 to 1000, not 0");
    assertThat(fixture.refusal("GET", "/log?repo=nix", null))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, own");
    assertThat(fixture.refusal("GET", "/log?source=team", null))
        .isEqualTo("404 source 'team' does not exist; existing: private, pypi");
    assertThat(fixture.refusal("GET", "/log?before=x", null)).startsWith("400 ").contains("before");
  }

  @Test
  void anAddressWithNulIsRefused() {
    assertThat(fixture.refusal("GET", "/log?package=a%00", null))
        .isEqualTo("400 An address can't hold %00");
  }
}
