package dev.larder.cli.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers(
        "GET /__api__/status",
        503,
        "{\"status\":\"down\",\"address\":\"https://host/rspm\",\"parts\":{}}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  @ParameterizedTest
  @CsvSource({
    "--date=2019-03-01, 2019-03-01",
    "--snapshot=2019-03-01, 2019-03-01",
    "--snapshot=17, 17",
    "--snapshot=latest, latest"
  })
  void theUrlHasTheAddressThatTheServerGivesAsItsOwn(String option, String snapshot) {
    answers(snapshot);

    assertThat(larder("url", "create", "--repo=main", option).out())
        .isEqualTo("https://host/rspm/main/" + snapshot + "/simple/\n");
  }

  @Test
  void aUrlThatShowsNothingIsGivenWithAWarningBesideIt() {
    api.answers(
        "GET /__api__/v1/urls?repo=main&snapshot=2019-03-01",
        200,
        "{\"path\":\"/main/2019-03-01/simple/\",\"warning\":\"it shows nothing: why\"}");

    Ran ran = larder("url", "create", "--repo=main", "--date=2019-03-01");

    assertThat(ran.out()).isEqualTo("https://host/rspm/main/2019-03-01/simple/\n");
    assertThat(ran.err()).isEqualTo("Warning: it shows nothing: why\n");
  }

  @Test
  void aDateThatIsNoneIsSaidInWords() {
    Ran ran = larder("url", "create", "--repo=main", "--date=yesterday");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("it must be a date such as 2019-03-01, not 'yesterday'")
        .doesNotContain("java", "LocalDate");
  }

  @Test
  void withoutASnapshotItIsTheLatest() {
    answers("latest");

    assertThat(larder("url", "create", "--repo=main").out())
        .isEqualTo("https://host/rspm/main/latest/simple/\n");
  }

  @Test
  void anInstantIsEncodedAsItMustBe() {
    api.answers(
        "GET /__api__/v1/urls?repo=main&snapshot=2019-03-01T00%3A00%3A00%2B01%3A00",
        200, "{\"path\":\"/main/2019-02-28T23:00:00Z/simple/\"}");

    assertThat(larder("url", "create", "--repo=main", "--snapshot=2019-03-01T00:00:00+01:00").out())
        .isEqualTo("https://host/rspm/main/2019-02-28T23:00:00Z/simple/\n");
  }

  @Test
  void aSnapshotThatCannotBeIsRefusedByTheServer() {
    api.refuses(
        "GET /__api__/v1/urls?repo=main&snapshot=2099-01-01",
        404,
        "the newest snapshot is 2026-01-01");

    Ran ran = larder("url", "create", "--repo=main", "--date=2099-01-01");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("the newest snapshot is 2026-01-01\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url create",
        "url create --repo=main --date=yesterday",
        "url create --repo=main --date=2019-02-30",
        "url create --repo=main --date=2019-03-01 --snapshot=17",
        "url explain"
      })
  void wrongUsageNeverReachesTheServer(String args) {
    assertThat(larder(args.split(" ")).exitCode()).isEqualTo(2);
    assertThat(api.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/main/2019-03-01/simple/requests/",
        "https://host/rspm/main/2019-03-01/simple/requests/",
        "https://__token__:secret@host/rspm/main/2019-03-01/simple/requests/#x"
      })
  void aUrlIsExplainedWhereverTheServerIsKnown(String url) {
    api.answers(
        "GET /__api__/v1/urls/explain?path=%2Fmain%2F2019-03-01%2Fsimple%2Frequests%2F",
        200,
        """
        {"repo":"main","snapshot":"2019-03-01","kind":"date","instant":"2019-03-01T00:00:00Z",
         "changesSince":17,"what":"project page","project":"requests","file":null}
        """);

    assertThat(larder("url", "explain", "--url=" + url).out())
        .isEqualTo(
            """
            What:  project page
            Repository:  main
            Project:  requests
            Snapshot:  2019-03-01 (date)
            Instant:  2019-03-01T00:00:00Z
            Changes since:  17
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere/main/latest/simple/", "main/latest", "http://a b/"})
  void aUrlOfAnotherServerIsWrongUsage(String url) {
    Ran ran = larder("url", "explain", "--url=" + url);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("'" + url + "' is no URL of the server at");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4242/main/latest/simple/, http://127.0.0.1:4242, /main/latest/simple/",
    "http://[::1]:4242/a%20b/, http://localhost:4242/, /a%20b/",
    "https://HOST/rspm/x?y, http://host/rspm, /x",
    "https://host:443/x, https://host, /x",
    "/x/y, http://anywhere, /x/y"
  })
  void theAddressIsTakenOff(String url, String address, String path) {
    assertThat(ServerPath.of(url, address)).isEqualTo(Optional.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4243/x, http://localhost:4242",
    "https://host/rspmx/y, https://host/rspm",
    "https://host/rspm, https://host/rspm",
    "mailto:a@host, https://host"
  })
  void nothingIsTakenOffAnotherServersUrl(String url, String address) {
    assertThat(ServerPath.of(url, address)).isEmpty();
  }

  private void answers(String snapshot) {
    api.answers(
        "GET /__api__/v1/urls?repo=main&snapshot=" + snapshot,
        200,
        "{\"repo\":\"main\",\"path\":\"/main/" + snapshot + "/simple/\"}");
  }
}
