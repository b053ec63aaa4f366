package dev.larder.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfflineTest {
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
  void allMirrorsGoOffline() {
    api.answers(
        "GET /__api__/v1/sources",
        200,
        """
        {"sources":[{"name":"private","type":"local-python"},{"name":"pypi","type":"pypi"},
                    {"name":"partner","type":"pypi"}]}
        """);
    for (String name : new String[] {"pypi", "partner"}) {
      api.answers(
          "PATCH /__api__/v1/sources/" + name,
          200,
          """
          {"name":"%s","type":"pypi","url":"https://%s.example/",
           "offlineSince":"2026-12-01T01:02:03Z"}
          """
              .formatted(name, name));
    }

    Ran ran = larder("offline");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            Source 'pypi' is offline since 2026-12-01T01:02:03Z: what is known is served, and nothing is asked of https://pypi.example/.
            Source 'partner' is offline since 2026-12-01T01:02:03Z: what is known is served, and nothing is asked of https://partner.example/.
            """);
    assertThat(larder("offline -o json").out()).contains("\"sources\"", "\"partner\"");
  }

  @Test
  void oneMirrorComesBack() {
    api.answers("PATCH /__api__/v1/sources/pypi", 200, "{\"name\":\"pypi\",\"type\":\"pypi\"}");

    assertThat(larder("online --source=pypi").out()).isEqualTo("Source 'pypi' is online.\n");
    assertThat(api.onlyCall().body()).isEqualTo("{\"offline\":false}");
  }

  @Test
  void theListSaysSinceWhenWhereSomethingIsOffline() {
    api.answers(
        "GET /__api__/v1/sources",
        200,
        """
        {"sources":[{"name":"private","type":"local-python"},
                    {"name":"pypi","type":"pypi","offlineSince":"2026-12-01T01:02:03Z"}]}
        """);

    assertThat(larder("list sources").out().lines())
        .containsExactly(
            "NAME     TYPE          UPSTREAM  CLAIMS  REPOS  OFFLINE SINCE",
            "private  Local Python  -         -       -      -",
            "pypi     PyPI          -         -       -      2026-12-01T01:02:03Z");
  }

  @Test
  void withoutAMirrorThereIsNothingToKeepFromAsking() {
    api.answers("GET /__api__/v1/sources", 200, "{\"sources\":[]}");

    Ran ran = larder("offline");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("there is no mirror");
  }
}
