package dev.larder.index.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PypiPathTest {

  @ParameterizedTest
  @CsvSource({
    "/pypi/demo/json, '', latest, demo, ",
    "/pypi/demo/1.0/json, '', latest, demo, 1.0",
    "/pypi/demo/1%210+corp%2B3/json, '', latest, demo, 1!0+corp+3",
    "/2019-03-01/pypi/demo/json, '', 2019-03-01, demo, ",
    "/2019-03-01/pypi/demo/1.0/json, '', 2019-03-01, demo, 1.0",
    "/main/17/pypi/demo/json, main, 17, demo, ",
    "/main/17/pypi/demo/1.0/json, main, 17, demo, 1.0",
    "/pypi/latest/pypi/demo/json, pypi, latest, demo, ",
    "/pypi/latest/pypi/demo/1.0/json, pypi, latest, demo, 1.0",
    "/pypi/pypi/json, '', latest, pypi, ",
    "/pypi/json/json, '', latest, json, ",
    "/pypi/pypi/1.0/json, '', latest, pypi, 1.0",
    "/17/pypi/pypi/1.0/json, '', 17, pypi, 1.0"
  })
  void everyFormOfTheUrlIsUnderstoodRJSON_1(
      String url, String repository, String snapshot, String project, String version) {
    PypiPath path = PypiPath.parse(url).orElseThrow();
    assertThat(path.snapshotPath().repository()).isEqualTo(repository);
    assertThat(path.snapshotPath().snapshot()).isEqualTo(snapshot);
    assertThat(path.project()).isEqualTo(project);
    assertThat(path.version()).isEqualTo(Optional.ofNullable(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/pypi", "/pypi/json", "/pypi/demo", "/pypi//json", "/a/b/c/pypi/demo/json"})
  void anythingElseIsNone(String url) {
    assertThat(PypiPath.parse(url)).isEmpty();
  }

  @Test
  void theUrlsAreThoseOfTheSnapshotThatWasAskedFor() {
    assertThat(PypiPath.parse("/2019-03-01/pypi/demo/json").orElseThrow())
        .returns("/2019-03-01", PypiPath::root)
        .returns("", PypiPath::files);
    assertThat(PypiPath.parse("/main/2019-03-01T00:00:00Z/pypi/demo/json").orElseThrow())
        .returns("/main/2019-03-01T00%3A00%3A00Z", PypiPath::root)
        .returns("/main", PypiPath::files);
  }
}
