package dev.larder.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  private static final String CALL = "GET /__api__/v1/repos";
  @TempDir private Path config;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers(CALL, 200, "{\"repos\":[]}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void upLeftAConnectionFile(String host, int port) throws IOException {
    Path folder = Files.createDirectories(config.resolve("larder/connections"));
    Files.writeString(
        folder.resolve(host + "_" + port + ".json"),
        "{\"address\":\"http://%s:%d\",\"token\":\"admin-secret\"}".formatted(host, port));
  }

  private Ran listRepos(Map<String, String> variables, String... more) {
    var all = new HashMap<>(variables);
    all.put("XDG_CONFIG_HOME", config.toString());
    var args = new ArrayList<>(List.of("list", "repos"));
    args.addAll(List.of(more));
    return Ran.larder(all, args.toArray(String[]::new));
  }

  @Test
  void anAnswerThatIsTooLargeIsGivenUp() {
    api.says(CALL, 200, "x".repeat(65 << 20));

    Ran ran = listRepos(Map.of(), "--address", api.address());
    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.err()).contains("its answer is larger than any of Larder's; check --address");
  }

  @Test
  void theConnectionFileOfTheAddressIsFound() throws Exception {
    upLeftAConnectionFile("localhost", api.port());

    assertThat(listRepos(Map.of(), "--address", api.address() + "/").exitCode()).isZero();
    assertThat(api.onlyCall().authorization()).contains("Bearer admin-secret");
  }

  @Test
  void theNamesOfThisMachineStandForEachOther() throws Exception {
    upLeftAConnectionFile("localhost", api.port());

    listRepos(Map.of(), "-a", "http://127.0.0.1:" + api.port());

    assertThat(api.onlyCall().authorization()).contains("Bearer admin-secret");
  }

  @Test
  void theSecretOfAnotherAddressStaysAtHome() throws Exception {
    upLeftAConnectionFile("localhost", api.port() == 4242 ? 4243 : 4242);
    upLeftAConnectionFile("larder.example", api.port());

    listRepos(Map.of(), "-a", api.address());

    assertThat(api.onlyCall().authorization()).isEmpty();
  }

  @Test
  void aTokenOfTheEnvironmentWins() throws Exception {
    upLeftAConnectionFile("localhost", api.port());

    listRepos(Map.of("LARDER_TOKEN", " one ", "PACKAGEMANAGER_TOKEN", "two"), "-a", api.address());

    assertThat(api.onlyCall().authorization()).contains("Bearer one");
  }

  @Test
  void namesOfTheOtherProductAreUnderstood() {
    listRepos(Map.of("PACKAGEMANAGER_TOKEN", "two", "PACKAGEMANAGER_ADDRESS", api.address()));

    assertThat(api.onlyCall().authorization()).contains("Bearer two");
  }

  @Test
  void aFlagWinsOverTheEnvironment() {
    Ran ran = listRepos(Map.of("LARDER_ADDRESS", "http://localhost:1"), "-a", api.address());

    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void withoutAnAddressItIsTheUsualOne() {
    assertThat(Ran.larder(Map.of(), "list", "repos", "--help").out())
        .contains("default: http://localhost:4242");
  }

  private void upRuns(String name, int port) throws IOException {
    upRuns(name, port, ProcessStart.of(ProcessHandle.current().pid()).orElseThrow());
  }

  private void upRuns(String name, int port, String start) throws IOException {
    Path data = config.resolve(name);
    Files.createDirectories(data.resolve("run"));
    Files.writeString(
        data.resolve("run/stack"),
        "{\"pid\":%d,\"start\":\"%s\",\"address\":\"http://localhost:%d\"}"
            .formatted(ProcessHandle.current().pid(), start, port));
    Path folder = Files.createDirectories(config.resolve("larder/connections"));
    Files.writeString(
        folder.resolve("localhost_" + port + ".json"),
        "{\"address\":\"http://localhost:%d\",\"token\":\"admin-secret\",\"data\":\"%s\"}"
            .formatted(port, data));
  }

  @Test
  void theOnlyServerThatRunsOnThisMachineIsFoundWithoutAnAddress() throws Exception {
    upRuns("one", api.port());
    upLeftAConnectionFile("localhost", 4242);

    assertThat(listRepos(Map.of()).exitCode()).isZero();
    assertThat(api.onlyCall().authorization()).contains("Bearer admin-secret");
  }

  @Test
  void aServerWhoseProcessIdAnotherProcessHasNowRunsNoMore() throws Exception {
    upRuns("one", api.port(), "another-boot/1");
    upRuns("two", 4999);

    listRepos(Map.of());

    assertThat(api.calls()).isEmpty();
  }

  @Test
  void nothingIsPurgedUnaskedFromAServerThatNobodyNamed() throws Exception {
    upRuns("one", api.port());

    Ran ran =
        Ran.larder(
            Map.of("XDG_CONFIG_HOME", config.toString()),
            "remove package --source=private --name=corp@all --purge --yes".split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("add --address=" + api.address());
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void homeCountsWhereTheConfigurationFolderIsLookedFor() throws Exception {
    upRuns("one", api.port());
    Files.createDirectories(config.resolve("home"));
    Files.createSymbolicLink(config.resolve("home/.config"), config);

    Ran ran = Ran.larder(Map.of("HOME", config.resolve("home").toString()), "list", "repos");

    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void ofSeveralServersThatRunOneIsToBeChosen() throws Exception {
    upRuns("one", api.port());
    upRuns("two", 4999);

    Ran ran = listRepos(Map.of());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--address", api.address(), "http://localhost:4999");
  }

  @Test
  void aServerOnTheUsualAddressComesBeforeOthers() throws Exception {
    upRuns("one", api.port());
    upRuns("usual", 4242);

    assertThat(listRepos(Map.of()).err()).doesNotContain("several");
  }

  @Test
  void statusTakesTheFolderOrThePortOfAServerToo() throws Exception {
    upRuns("one", api.port());
    upRuns("two", 4999);
    api.answers("GET /__api__/status", 200, "{\"status\":\"up\",\"parts\":{}}");
    Map<String, String> here = Map.of("XDG_CONFIG_HOME", config.toString());

    assertThat(Ran.larder(here, "status", "--data", config.resolve("one").toString()).exitCode())
        .isZero();
    assertThat(Ran.larder(here, "status", "--port", "" + api.port()).exitCode()).isZero();
    assertThat(Ran.larder(here, "status", "--data", "/nowhere").exitCode()).isEqualTo(3);
  }

  @Test
  void aRefusalWithoutWordsStillSaysWhatToDo() {
    api.says(CALL, 401, "");

    Ran ran = listRepos(Map.of(), "-a", api.address());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "the server at %s needs to know who asks; sign in with 'larder login', or set LARDER_TOKEN\n"
                .formatted(api.address()));
  }

  @Test
  void aRefusalOfManyLinesIsWrittenAsOne() {
    api.refuses(CALL, 500, "it broke\\n  in two");

    assertThat(listRepos(Map.of(), "-a", api.address()).err()).isEqualTo("it broke in two\n");
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() {
    api.says(CALL, 302, "https://elsewhere.example/");

    Ran ran = listRepos(Map.of("LARDER_TOKEN", "t"), "-a", api.address());

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("https://elsewhere.example/").contains("--address");
  }

  @Test
  void noServerThereEndsWithThree() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    Ran ran = listRepos(Map.of(), "-a", "http://localhost:" + free);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("http://localhost:" + free).contains("./larder up");
  }

  @Test
  void aHostThatNobodyKnowsEndsWithThree() {
    Ran ran = listRepos(Map.of(), "-a", "http://no-such-host.invalid:4242");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("nobody knows that host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4242", "ftp://localhost", "http://", "http://a b", "x"})
  void anAddressThatIsNoneIsWrongUsage(String address) {
    Ran ran = listRepos(Map.of(), "--address=" + address);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("give it as http://host:port");
  }

  @Test
  void verboseSaysWhatWasAskedAndKeepsTheResultClean() {
    Ran ran = listRepos(Map.of(), "-v", "-o", "json", "-a", api.address());

    assertThat(ran.err())
        .contains("GET " + api.address() + "/__api__/v1/repos: 200")
        .contains("req-1");
    assertThat(ran.out()).startsWith("{");
  }
}
