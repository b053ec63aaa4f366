package dev.larder.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/publishing.md} does what it says, with every version of the tools: each {@code sh}
 * block, as it stands there but for the address, leads from a project on disk to an installed
 * package.
 */
@Order(55)
@ExtendWith(SharedFixture.class)
class SetupTest {
  private static final Pattern SETUP = Pattern.compile("(?s)<!-- setup -->(.*?)<!-- /setup -->");
  private static final Pattern BLOCK = Pattern.compile("(?sm)^```sh\\n(.*?)^```");
  private static final String ADDRESS = "http://localhost:4242";
  private final Fixture fixture;

  SetupTest(Fixture fixture) {
    this.fixture = fixture;
  }

  /** A block of that page, for one version of its tool. */
  record Snippet(Uploader uploader, int number, String script) {

    @Override
    public String toString() {
      return uploader + ", block " + number;
    }
  }

  static Stream<Snippet> snippets() {
    return Stream.of(Uploader.values()).flatMap(SetupTest::snippets);
  }

  private static Stream<Snippet> snippets(Uploader uploader) {
    List<String> blocks = blocks(uploader.tool().heading());
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> new Snippet(uploader, i + 1, blocks.get(i)));
  }

  private static List<String> blocks(String heading) {
    String setup =
        SETUP.matcher(page()).results().map(match -> match.group(1)).findFirst().orElseThrow();
    int begin = setup.indexOf("## " + heading + "\n");
    assertThat(begin).as("the heading %s", heading).isNotNegative();
    int end = setup.indexOf("\n## ", begin);
    String section = end < 0 ? setup.substring(begin) : setup.substring(begin, end);
    List<String> blocks = BLOCK.matcher(section).results().map(match -> match.group(1)).toList();
    assertThat(blocks).as("blocks under %s", heading).isNotEmpty();
    return blocks;
  }

  private static String page() {
    try {
      return Files.readString(Checkout.root().resolve("docs/publishing.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void whatThePageSaysLeadsFromAProjectToAnInstalledPackage(Snippet snippet) throws IOException {
    Uploader uploader = snippet.uploader();
    Package made = Package.of("setup-%s-%d".formatted(uploader.key(), snippet.number()), "1.0");
    Project project = Project.unbuilt(fixture.newFolder(), made);
    uploader.tool().prepare(project);
    String script =
        uploader.tool().build() + "\n" + snippet.script().replace(ADDRESS, fixture.larder().url());

    Finished finished =
        uploader
            .program(project, List.of("bash", "-euc", script))
            .with(project.keyring())
            .with("TOKEN", fixture.token())
            .run();

    assertThat(finished.succeeded()).as("%s", finished).isTrue();
    String page = Http.get(fixture.larder().indexUrl() + made.name() + "/").body();
    assertThat(distributions(project))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(page).contains(Hashing.of(file)));
    Installation installed =
        Installer.PIP_26.install(fixture.folder(), fixture.larder().indexUrl(), made.name());
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(made)).isEqualTo(made.says());
  }

  /** What was built, without what else a tool may put beside it. */
  private static List<Path> distributions(Project project) throws IOException {
    try (Stream<Path> files = Files.list(project.dist())) {
      return files
          .filter(file -> file.toString().endsWith(".whl") || file.toString().endsWith(".tar.gz"))
          .toList();
    }
  }
}
