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
                List.of("manylinux_2_17_x86_64"),
                Optional.empty()));
    assertThat(((WheelName) name).distInfo()).isEqualTo("foo_bar-1.0.post1.dist-info");
  }

  @ParameterizedTest
  @CsvSource({
    "corp_gpu-1.0-cp313-cp313-manylinux_2_28_x86_64-cu128.whl, , cu128",
    "corp_gpu-1.0-2b-cp313-cp313-manylinux_2_28_x86_64-x86_64_v3.whl, 2b, x86_64_v3",
    "corp_gpu-1.0-cp313-cp313-any-12.8.whl, , 12.8",
    "corp_gpu-1.0-py3-none-any-null.whl, , null",
    "corp_gpu-1.0-1-py3-none-any.whl, 1, ",
  })
  void aWheelsNameMayEndInAVariantLabel(String filename, String build, String variant) {
    for (Optional<FileName> read :
        List.of(FileName.parse(filename), FileName.of(filename, ProjectName.of("corp-gpu")))) {
      assertThat(read.orElseThrow())
          .isInstanceOfSatisfying(
              WheelName.class,
              wheel -> {
                assertThat(wheel.versionText()).isEqualTo("1.0");
                assertThat(wheel.build()).isEqualTo(Optional.ofNullable(build));
                assertThat(wheel.variant()).isEqualTo(Optional.ofNullable(variant));
                assertThat(wheel.distInfo()).isEqualTo("corp_gpu-1.0.dist-info");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo-1.0-py3-none-any-CU128.whl",
        "foo-1.0-py3-none-any-.whl",
        "foo-1.0-py3-none-any-cu+12.whl",
        "foo-1.0-1-py3-none-any-cu-12.whl",
        "foo-1.0-2to3-none-any.whl",
        "foo-1.0-custom-py3-none-any.whl",
      })
  void whatFollowsTheTagsIsALabelOfLowerCaseLettersDigitsUnderscoresAndDots(String filename) {
    assertThat(FileName.parse(filename)).isEmpty();
    assertThat(FileName.of(filename, ProjectName.of("foo"))).isEmpty();
  }

  @Test
  void variantsOfOneBuildAreDifferentFiles() {
    FileName plain = FileName.parse("foo-1.0-py3-none-any.whl").orElseThrow();
    FileName one = FileName.parse("foo-1.0-py3-none-any-cu128.whl").orElseThrow();
    FileName other = FileName.parse("foo-1.0-py3-none-any-cu129.whl").orElseThrow();
    FileName sameAsOne = FileName.parse("Foo-1.0.0-py3-none-any-cu128.whl").orElseThrow();

    assertThat(one.saysTheSame(other)).isFalse();
    assertThat(one.saysTheSame(plain)).isFalse();
    assertThat(plain.saysTheSame(one)).isFalse();
    assertThat(one.saysTheSame(sameAsOne)).isTrue();
  }

  @Test
  void aMirrorListsWhatSaysWhatVariantsAreForAndNobodyUploadsIt() {
    String filename = "corp_gpu-1.0-variants.json";

    assertThat(FileName.of(filename, ProjectName.of("corp-gpu")))
        .contains(
            new VariantsName(
                filename, "corp_gpu", ProjectName.of("corp-gpu"), "1.0", Version.parse("1.0")));
    assertThat(FileName.parse(filename)).isEmpty();
    assertThat(FileName.of(filename, ProjectName.of("corp"))).isEmpty();
    assertThat(FileName.of("corp_gpu-variants.json", ProjectName.of("corp-gpu"))).isEmpty();
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

  @ParameterizedTest
  @CsvSource({
    "corp-hello-1.0.tar.gz, corp-hello",
    "Corp.Hello-1.0-beta.tar.gz, corp-hello",
    "corp-hello-1.0-1.tar.gz, corp-hello corp-hello-1-0",
    "foo-2-3.tar.gz, foo foo-2",
    "corp_hello-1.0-py3-none-any.whl, corp-hello",
    "corp_hello-1.0-variants.json, ''",
    "readme.txt, ''",
  })
  void anSdistsNameMayBeReadInSeveralWays(String filename, String projects) {
    assertThat(FileName.readings(filename).stream().map(name -> name.project().toString()))
        .isEqualTo(projects.isEmpty() ? List.of() : List.of(projects.split(" ")));
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
