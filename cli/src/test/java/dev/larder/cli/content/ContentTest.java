package dev.larder.cli.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import dev.larder.cli.output.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
  private static final String CHANGE =
      "{\"serial\":17,\"files\":[\"corp-1.0-py3-none-any.whl\",\"corp-1.0.tar.gz\"]}";
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

  @ParameterizedTest
  @CsvSource({"remove, Removed", "restore, Restored", "yank, Yanked", "unyank, Un-yanked"})
  void whatWasDoneIsSaidWithItsFilesAndSerial(String word, String done) {
    api.answers("POST /__api__/v1/sources/private/" + word, 200, CHANGE);

    Ran ran = larder(word + " package --source=private --name=corp@1.0 --comment=why");

    assertThat(ran.out())
        .isEqualTo(
            """
            %s 'corp@1.0' in source 'private': 2 files, serial 17
              corp-1.0-py3-none-any.whl
              corp-1.0.tar.gz
            """
                .formatted(done));
    assertThat(api.onlyCall().json().path("comment").asText()).isEqualTo("why");
  }

  @ParameterizedTest
  @CsvSource({
    "corp@all, @all",
    "corp@current, @current",
    "corp@1!1.0+corp.3, @1!1.0+corp.3",
    "corp@corp-1.0-py3-none-any.whl, @corp-1.0-py3-none-any.whl"
  })
  void theScopeIsHandedOverWithItsAt(String name, String scope) {
    api.answers("POST /__api__/v1/sources/private/remove", 200, CHANGE);

    larder("remove package --source=private --name=" + name);

    assertThat(api.onlyCall().body())
        .isEqualTo("{\"package\":\"corp\",\"scope\":\"" + scope + "\",\"purge\":false}");
  }

  @Test
  void aPurgeIsAskedForAndNamed() {
    api.answers("POST /__api__/v1/sources/private/remove", 200, CHANGE);

    assertThat(larder("remove package --source=private --name=corp@all --purge --yes").out())
        .startsWith("Purged 'corp@all'");
    assertThat(api.onlyCall().json().path("purge").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"y, 0, 1", "YES, 0, 1", "n, 1, 0", "'', 1, 0"})
  void atATerminalAPurgeIsAskedAbout(String answer, int exitCode, int calls) {
    api.answers("POST /__api__/v1/sources/private/remove", 200, CHANGE);
    List<String> questions = new ArrayList<>();

    Ran ran =
        Ran.larder(
            Map.of("LARDER_ADDRESS", api.address()),
            new Typing(questions, answer),
            "remove",
            "package",
            "--source=private",
            "--name=corp@all",
            "--purge");

    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(api.calls()).hasSize(calls);
    assertThat(questions)
        .containsExactly(
            "This deletes 'corp@all' in source 'private' on %s from every snapshot, and its bytes, for ever. Go on? [y/N] "
                .formatted(api.address()));
  }

  @Test
  void whereNobodyCanBeAskedAPurgeHasToBeConfirmed() {
    Ran ran = larder("remove package --source=private --name=corp@all --purge");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--yes");
    assertThat(api.calls()).isEmpty();
  }

  /** A person who gives one answer. */
  private record Typing(List<String> questions, String answer) implements Terminal {
    @Override
    public Optional<String> ask(String question) {
      questions.add(question);
      return Optional.of(answer);
    }

    @Override
    public OptionalInt width() {
      return OptionalInt.empty();
    }

    @Override
    public OptionalInt progressWidth() {
      return OptionalInt.empty();
    }
  }

  @Test
  void aYankHasItsReason() {
    api.answers("POST /__api__/v1/sources/private/yank", 200, CHANGE);

    larder("yank package --source=private --name=corp@1.0 --reason=broken");

    assertThat(api.onlyCall().body())
        .isEqualTo("{\"package\":\"corp\",\"scope\":\"@1.0\",\"reason\":\"broken\"}");
  }

  @Test
  void whatIsNotThereIsRefusedByTheServer() {
    api.refuses("POST /__api__/v1/sources/private/remove", 404, "no file of 'corp' matches @9");

    Ran ran = larder("remove package --source=private --name=corp@9");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("no file of 'corp' matches @9\n");
  }

  @Test
  void packagesOfARepositoryAreShownAndThatThereAreMore() {
    api.answers(
        "GET /__api__/v1/repos/main/packages?search=re&limit=100",
        200,
        """
        {"packages":[{"name":"regex","source":"pypi","serial":5,"summary":null,"described":false},
                     {"name":"reportlab","source":"pypi","serial":6,"summary":null,"described":true},
                     {"name":"requests","source":"private","serial":17,
                      "summary":"HTTP for humans","described":true}],"next":"requests"}
        """);

    Ran ran = larder("list packages --repo=main --search=re");

    assertThat(ran.out().lines())
        .containsExactly(
            "NAME       SOURCE   SERIAL  SUMMARY",
            "regex      pypi     5       unknown",
            "reportlab  pypi     6       -",
            "requests   private  17      HTTP for humans");
    assertThat(ran.err()).isEqualTo("There are more: --page=2\n");
  }

  @Test
  void aLaterPageBeginsAfterAllThatIsBeforeIt() {
    String list = "GET /__api__/v1/sources/private/packages?";
    api.answers(list + "limit=1000", 200, "{\"packages\":[],\"next\":\"k\"}");
    api.answers(list + "after=k&limit=200", 200, "{\"packages\":[],\"next\":\"m&m\"}");
    api.answers(
        list + "after=m%26m&limit=100",
        200,
        "{\"packages\":[{\"name\":\"n\",\"source\":\"private\",\"serial\":1}],\"next\":null}");

    Ran ran = larder("list packages --source=private --page=13");

    assertThat(ran.out().lines())
        .containsExactly("NAME  SOURCE   SERIAL  SUMMARY", "n     private  1       unknown");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aPageBeyondTheEndIsEmpty() {
    api.answers(
        "GET /__api__/v1/sources/private/packages?limit=100",
        200,
        "{\"packages\":[],\"next\":null}");

    assertThat(larder("list packages --source=private --page=2").out())
        .isEqualTo("NAME  SOURCE  SERIAL  SUMMARY\n");
  }

  @Test
  void theCountIsANumberAlone() {
    api.answers("GET /__api__/v1/repos/main/packages/count?search=a%20b", 200, "{\"count\":17}");

    Ran ran =
        Ran.larder(
            Map.of("LARDER_ADDRESS", api.address()),
            "list",
            "packages",
            "--repo=main",
            "--search=a b",
            "--count");

    assertThat(ran.out()).isEqualTo("17\n");
  }

  @Test
  void moreThanAreCountedAreToldAsThat() {
    api.answers(
        "GET /__api__/v1/repos/main/packages/count", 200, "{\"count\":10000,\"more\":true}");
    api.answers(
        "GET /__api__/v1/repos/main/packages/count?exact=true",
        200,
        "{\"count\":750123,\"more\":false}");

    assertThat(larder("list packages --repo=main --count").out()).isEqualTo("more than 10000\n");
    assertThat(larder("list packages --repo=main --count --exact").out()).isEqualTo("750123\n");
  }

  @Test
  void aSnapshotIsAskedFor() {
    api.answers(
        "GET /__api__/v1/repos/main/packages?search=re&snapshot=2019-03-01&limit=100",
        200,
        "{\"packages\":[],\"next\":null}");
    api.answers(
        "GET /__api__/v1/repos/main/packages/count?snapshot=2019-03-01",
        200,
        "{\"count\":3,\"more\":false}");

    assertThat(larder("list packages --repo=main --search=re --snapshot=2019-03-01").exitCode())
        .isZero();
    assertThat(larder("list packages --repo=main --snapshot=2019-03-01 --count").out())
        .isEqualTo("3\n");
  }

  @Test
  void aSearchByPrefixIsAskedForAndCountedSo() {
    api.answers(
        "GET /__api__/v1/repos/main/packages?search=re&match=prefix&limit=100",
        200,
        "{\"packages\":[],\"next\":null}");
    api.answers(
        "GET /__api__/v1/repos/main/packages/count?search=re&match=prefix", 200, "{\"count\":0}");

    assertThat(larder("list packages --repo=main --search=re --prefix").exitCode()).isZero();
    assertThat(larder("list packages --repo=main --search=re --prefix --count").out())
        .isEqualTo("0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list packages",
        "list packages --repo=a --source=b",
        "list packages --repo=a --page=0",
        "list packages --repo=a --page=1 --count",
        "list packages --repo=a --prefix",
        "list packages --repo=a --exact",
        "list packages --source=a --snapshot=2019-03-01",
        "remove package --source=a --name=corp",
        "remove package --source=a --name=corp@",
        "remove package --source=a --name=@all",
        "remove package --name=corp@all",
        "restore package --source=a",
        "yank package --source=a --name=corp",
        "unyank package --source=a --name=corp"
      })
  void wrongUsageNeverReachesTheServer(String args) {
    Ran ran = larder(args);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(api.calls()).isEmpty();
  }
}
