package dev.larder.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
  private static final String CHANGES =
      """
      {"changes":[
        {"serial":18,"instant":"2026-01-02T00:00:00Z","action":"remove","repo":null,
         "source":"private","package":"corp","subject":"corp-1.0.tar.gz","by":"4f1c",
         "name":"ada","from":"192.0.2.7","comment":"wrong\\u001b[2Jlicence"},
        {"serial":17,"instant":"2026-01-01T00:00:00Z","action":"edit-repo","repo":"main",
         "source":null,"package":null,"subject":null,"by":"larder",
         "name":null,"from":null,"comment":null}],
       "next":17}
      """;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.split(" "));
  }

  @Test
  void changesAreShownAndWhereOlderOnesAre() {
    api.answers("GET /__api__/v1/log", 200, CHANGES);

    Ran ran = larder("log");

    assertThat(ran.out().lines().map(line -> line.split("  +")))
        .containsExactly(
            new String[] {
              "SERIAL", "INSTANT", "ACTION", "REPO", "SOURCE", "PACKAGE", "SUBJECT", "BY", "FROM",
              "COMMENT"
            },
            new String[] {
              "18",
              "2026-01-02T00:00:00Z",
              "remove",
              "-",
              "private",
              "corp",
              "corp-1.0.tar.gz",
              "ada",
              "192.0.2.7",
              "wrong?[2Jlicence"
            },
            new String[] {
              "17", "2026-01-01T00:00:00Z", "edit-repo", "main", "-", "-", "-", "larder", "-", "-"
            });
    assertThat(ran.err()).isEqualTo("There are older ones: --before=17\n");
  }

  @Test
  void aTokenIsCalledByWhatItIsFor() {
    api.answers(
        "GET /__api__/v1/log",
        200,
        """
        {"changes":[{"serial":1,"instant":"2026-01-01T00:00:00Z","action":"publish","by":"11111111-2222-3333-4444-555555555555","name":null},
                    {"serial":0,"instant":"2026-01-01T00:00:00Z","action":"publish","by":"99999999-2222-3333-4444-555555555555","name":null}],"next":null}
        """);
    api.answers(
        "GET /__api__/v1/tokens",
        200,
        "{\"tokens\":[{\"guid\":\"11111111-2222-3333-4444-555555555555\",\"description\":\"CI of corp\"}]}");

    assertThat(larder("log").out())
        .contains("CI of corp", "99999999-2222-3333-4444-555555555555")
        .doesNotContain("11111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--repo=main | repo=main",
        "--source=private --since=2026-01-01 | source=private&since=2026-01-01",
        "--package=corp --since=2026-01-01T00:00:00+01:00 |"
            + " package=corp&since=2026-01-01T00%3A00%3A00%2B01%3A00",
        "--before=17 | before=17"
      })
  void filtersAreHandedToTheServer(String optionsAndQuery) {
    String[] parts = optionsAndQuery.split(" \\| ");
    api.answers("GET /__api__/v1/log?" + parts[1], 200, "{\"changes\":[],\"next\":null}");

    Ran ran = larder("log " + parts[0]);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void onlyOneOfTheThreeIsAskedFor() {
    assertThat(larder("log --repo=a --source=b").exitCode()).isEqualTo(2);
    assertThat(api.calls()).isEmpty();
  }
}
