package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @Test
  void aWheelIsTakenApart() {
    FileName name =
        FileName.parse("foo_bar-1.0.post1-2b-cp311.cp312-abi3-manylinux_2_17_x86_64.whl")
            .orElseThrow();

    assertThat(name)
        .isEqualTo(
            new WheelName(
                "foo_bar-1.0.post1-2b-cp311.cp312-abi3-manylinux_2_17_x86_64.whl",
                "foo_bar",
                ProjectName.of("foo-bar"),
                "1.0.post1",
                Version.parse("1.0.post1"),
                Optional.of("2b"),
                List.of("cp311", "cp312"),
                List.of("abi3"),
                List.of("manylinux_2_17_x86_64")));
    assertThat(((WheelName) name).distInfo()).isEqualTo("foo_bar-1.0.post1.dist-info");
  }

  @ParameterizedTest
  @CsvSource({
    "foo-bar-1.0.tar.gz, foo-bar, 1.0",
    "Foo_Bar-1.0.zip, foo-bar, 1.0",
    "foo.bar-1.0-beta-2.tar.bz2, foo-bar, 1.0-beta-2",
    "foo-bar-1.0-1.tgz, foo-bar, 1.0-1",
    "foo-1.0.tar.xz, foo, 1.0",
    "foo-1.0.tar.Z, foo, 1.0",
    "foo-linux-1.0.tar.gz, foo-linux, 1.0",
    "foo-2-3.tar.gz, foo-2, 3",
    "foo-2-3.tar.gz, foo, 2-3",
    "foo-bar-1.0-py3-none-any.whl, foo-bar, 1.0",
    "Foo.Bar-1.0-1-py3-none-any.whl, foo-bar, 1.0",
  })
  void theProjectsNameTellsWhereTheVersionBegins(String filename, String project, String version) {
    FileName name = FileName.of(filename, ProjectName.of(project)).orElseThrow();

    assertThat(name.versionText()).isEqualTo(version);
    assertThat(name.version()).contains(Version.of(version));
    assertThat(name.project()).isEqualTo(ProjectName.of(project));
    assertThat(name.filename()).isEqualTo(filename);
  }

  @Test
  void aLegacyVersionStaysText() {
    FileName name = FileName.of("pytz-2004d.tar.gz", ProjectName.of("pytz")).orElseThrow();

    assertThat(name.versionText()).isEqualTo("2004d");
    assertThat(name.version()).isEmpty();
    assertThat(FileName.parse("pytz-2004d.tar.gz")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo-1.0-py3.11.egg",
        "foo-1.0.win32.exe",
        "foo-1.0.noarch.rpm",
        "foo-1.0.linux-x86_64.tar.gz",
        "foo-1.0.win-amd64.zip",
        "bar-1.0.tar.gz",
        "foobar-1.0.tar.gz",
        "foo.tar.gz",
        "foo-.tar.gz",
        "foo-1.0.tar.gz.asc",
        "foo-1.0-py3-none.whl",
        "foo-1.0/../../x.tar.gz",
        "foo-1.0\".tar.gz",
        ""
      })
  void whatIsNoWheelOrSdistOfTheProjectIsRefused(String filename) {
    assertThat(FileName.of(filename, ProjectName.of("foo"))).isEmpty();
  }
}
