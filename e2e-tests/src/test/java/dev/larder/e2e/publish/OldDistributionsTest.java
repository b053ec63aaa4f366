package dev.larder.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in archives, made by tools of years ago. */
@Order(58)
@ExtendWith(SharedFixture.class)
class OldDistributionsTest {
  private static final String SAYS_LITTLE =
      """
      Metadata-Version: 2.1
      Name: %s
      Version: 1.0
      Summary: UNKNOWN
      Home-page: UNKNOWN
      Author: UNKNOWN
      Author-email: UNKNOWN
      License: UNKNOWN
      Platform: UNKNOWN
      Description-Content-Type: UNKNOWN

      UNKNOWN


      """;

  private final Fixture fixture;

  OldDistributionsTest(Fixture fixture) {
    this.fixture = fixture;
  }

  /** As setuptools of 2018 made it where a project said nothing of itself. */
  private static void wheel(Path folder, Package made) throws IOException {
    String info = made.module() + "-1.0.dist-info/";
    Files.createDirectories(folder);
    try (var zip =
        new ZipOutputStream(
            Files.newOutputStream(folder.resolve(made.module() + "-1.0-py3-none-any.whl")))) {
      add(zip, made.module() + ".py", "SAYS = '" + made.says() + "'\n");
      add(zip, info + "METADATA", SAYS_LITTLE.formatted(made.name()));
      add(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      add(
          zip,
          info + "RECORD",
          "%1$s.py,,\n%2$sMETADATA,,\n%2$sWHEEL,,\n%2$sRECORD,,\n".formatted(made.module(), info));
    }
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(UTF_8));
  }

  /** Under the name that setuptools before 69.3 gave it. */
  private static Path sdist(Path folder, Package made) throws IOException {
    Path normalised = made.sdist(folder).path();
    return Files.move(normalised, folder.resolve(made.name() + "-1.0.tar.gz"));
  }

  private String page(Package made) {
    return Http.get(fixture.larder().indexUrl() + made.name() + "/").body();
  }

  private Finished upload(Uploader uploader, Project project, String url) {
    return uploader
        .program(
            project,
            List.of(
                "bash",
                "-euc",
                "python -W ignore -m twine upload --non-interactive --disable-progress-bar --verbose dist/*"))
        .with("TWINE_REPOSITORY_URL", url)
        .with("TWINE_USERNAME", Attempt.USER)
        .with("TWINE_PASSWORD", fixture.token())
        .run();
  }

  @ParameterizedTest
  @EnumSource(names = {"TWINE_3", "TWINE_5"})
  void twineUploadsThemAndTheyAreInstalled(Uploader uploader) throws IOException {
    Package made = Package.of("old-" + uploader.key(), "1.0");
    Project project = Project.unbuilt(fixture.newFolder(), made);
    wheel(project.dist(), made);
    String sdist = sdist(project.dist(), made).getFileName().toString();

    Finished uploaded = upload(uploader, project, fixture.larder().uploadUrl());

    assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();
    assertThat(page(made)).contains(sdist, made.module() + "-1.0-py3-none-any.whl");
    Installation installed =
        Installer.PIP_26.install(fixture.folder(), fixture.larder().indexUrl(), made.name());
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(installed.says(made)).isEqualTo(made.says());
  }

  @Test
  void theCommandAddsThem() throws IOException {
    Package made = Package.of("old-added", "1.0");
    Path folder = fixture.newFolder();
    wheel(folder, made);
    String sdist = sdist(folder, made).getFileName().toString();

    Finished added = fixture.larder().larder("add", "--source=private", "--path=" + folder);

    assertThat(added.succeeded()).as("%s", added).isTrue();
    assertThat(page(made)).contains(sdist, made.module() + "-1.0-py3-none-any.whl");
  }

  @Test
  void twineShowsWhereUploadsGo() {
    Project project = Project.built(fixture.newFolder(), Package.of("misplaced", "1.0"));

    for (String path : List.of("/upload/pypi", "/", "/latest/simple/")) {
      Finished refused = upload(Uploader.TWINE_7, project, fixture.larder().url() + path);
      assertThat(refused.succeeded()).as("%s", refused).isFalse();
      assertThat(refused.words()).contains("uploads go to /upload/pypi/SOURCE");
    }
  }
}
