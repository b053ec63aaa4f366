package dev.larder.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Poetry;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.SharedFixture;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Private repositories by Poetry, with each way that it has to keep credentials (RAUTH-1). */
@Order(55)
@ExtendWith(SharedFixture.class)
class AuthenticatedPoetryTest {
  private static final String NONSENSE = "nonsense";
  private final Fixture fixture;
  private final Guarded guarded;

  AuthenticatedPoetryTest(Fixture fixture) throws IOException {
    this.fixture = fixture;
    this.guarded = Guarded.in(fixture);
  }

  /** Where the token is kept. */
  enum Kept {
    URL,
    ENVIRONMENT,
    CONFIG,
    KEYRING,
    NETRC
  }

  static Stream<Arguments> ways() {
    return Stream.of(Poetry.values())
        .flatMap(poetry -> Stream.of(Kept.values()).map(kept -> Arguments.of(poetry, kept)));
  }

  private Poetry.Project project(Poetry poetry, Kept kept, String token) {
    String credentials = kept == Kept.URL ? "__token__:" + token + "@" : "";
    return poetry.project(fixture.folder(), guarded.index(credentials));
  }

  /** Keeps the token as a developer does; gives the variables that are set from then on. */
  private static Map<String, String> keep(Poetry.Project project, Kept kept, String token) {
    return switch (kept) {
      case URL -> Map.of();
      case ENVIRONMENT ->
          Map.of(
              "POETRY_HTTP_BASIC_LARDER_USERNAME",
              "__token__",
              "POETRY_HTTP_BASIC_LARDER_PASSWORD",
              token);
      case CONFIG -> configured(project, Map.of(), token);
      case KEYRING ->
          configured(
              project,
              Map.of(
                  "PYTHON_KEYRING_BACKEND",
                  "larder_keyring.FileKeyring",
                  "LARDER_KEYRING",
                  project.home().resolve("keyring.json").toString()),
              token);
      case NETRC -> {
        project.writeAtHome(
            ".netrc", "machine localhost login __token__ password %s\n".formatted(token));
        yield Map.of();
      }
    };
  }

  private static Map<String, String> configured(
      Poetry.Project project, Map<String, String> variables, String token) {
    succeeded(project.run(variables, "config", "http-basic.larder", "__token__", token));
    return variables;
  }

  private static void succeeded(Finished finished) {
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
  }

  private void installed(Poetry.Project project) {
    assertThat(project.says(guarded.corp)).isEqualTo(guarded.corp.says());
    assertThat(project.says(guarded.lib)).isEqualTo(guarded.lib.says());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void itAddsAPackageAndInstallsItElsewhereFromTheLock(Poetry poetry, Kept kept) {
    String token = guarded.reader();
    Poetry.Project project = project(poetry, kept, token);
    Map<String, String> variables = keep(project, kept, token);

    succeeded(project.run(variables, "add", guarded.corp.name()));
    installed(project);

    Poetry.Project other = project.elsewhere();
    succeeded(other.run(keep(other, kept, token), "install"));
    installed(other);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void itSaysThatItIsNotAllowedToRead(Poetry poetry) {
    for (Kept kept : new Kept[] {Kept.NETRC, Kept.ENVIRONMENT}) {
      Poetry.Project project = project(poetry, kept, NONSENSE);

      Finished refused =
          project.run(
              kept == Kept.NETRC ? Map.of() : keep(project, kept, NONSENSE),
              "add",
              guarded.corp.name());

      assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
      assertThat(refused.words()).contains("Authorization error accessing " + guarded.index(""));
    }
  }
}
