package dev.larder.e2e.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packages of one's own, by twine. */
@Order(50)
@ExtendWith(SharedFixture.class)
class UploadTest {
  private final Fixture fixture;

  UploadTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Finished upload(Twine twine, Distribution file) {
    return twine.upload(fixture.folder(), fixture.larder().uploadUrl(), fixture.token(), file);
  }

  private String page(String project) {
    return Http.get(fixture.larder().indexUrl() + project + "/").body();
  }

  @ParameterizedTest
  @EnumSource
  void publicAndPrivateInstallTogetherFromOneUrl(Twine twine) {
    Package publicOne = Package.of("public-" + twine.key(), "1.0");
    Package privateOne = Package.of("corp-" + twine.key(), "1.0").requiring(publicOne.name());
    Package privateSdist = Package.of("corp-sdist-" + twine.key(), "2.0");
    fixture.publish(publicOne);

    assertThat(upload(twine, privateOne.wheel(fixture.newFolder())).succeeded()).isTrue();
    assertThat(upload(twine, privateSdist.sdist(fixture.newFolder())).succeeded()).isTrue();

    for (Installer installer : Installer.values()) {
      Installation installed =
          installer.install(
              fixture.folder(),
              fixture.larder().indexUrl(),
              privateOne.name(),
              privateSdist.name());

      assertThat(installed.succeeded()).as("%s", installed).isTrue();
      assertThat(
              List.of(
                  installed.says(publicOne),
                  installed.says(privateOne),
                  installed.says(privateSdist)))
          .containsExactly(publicOne.says(), privateOne.says(), privateSdist.says());
    }
  }

  @Test
  void anUploadIsVisibleToTheVeryNextRequest() throws Exception {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Distribution file = Package.of("at-once", "1." + i).wheel(fixture.newFolder());
      assertThat(page("at-once")).doesNotContain(file.filename());

      assertThat(UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), file).statusCode())
          .isEqualTo(200);

      if (!page("at-once").contains(file.sha256())) {
        missed.add(file.filename());
      }
    }
    assertThat(missed).isEmpty();
  }

  /** RUP-2. */
  @Test
  void aLastSlashMakesNoDifference() throws Exception {
    Distribution file = Package.of("with-slash", "1.0").wheel(fixture.newFolder());

    assertThat(
            UploadForm.send(fixture.larder().uploadUrl() + "/", fixture.token(), file).statusCode())
        .isEqualTo(200);
  }

  /** RUP-7. */
  @ParameterizedTest
  @EnumSource
  void theSameBytesAgainAreAQuietSuccess(Twine twine) {
    Distribution file = Package.of("twice-" + twine.key(), "1.0").wheel(fixture.newFolder());

    assertThat(upload(twine, file).succeeded()).isTrue();
    Finished again = upload(twine, file);

    assertThat(again.succeeded()).as("%s", again).isTrue();
  }

  /** RUP-7, RUP-9. */
  @ParameterizedTest
  @EnumSource
  void otherBytesUnderTheSameNameAreRefusedInWordsThatTwinePrints(Twine twine) {
    Package made = Package.of("other-" + twine.key(), "1.0");
    Distribution first = made.wheel(fixture.newFolder());
    assertThat(upload(twine, first).succeeded()).isTrue();

    Finished refused = upload(twine, made.saying("something else").wheel(fixture.newFolder()));

    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.words()).contains("File already exists").contains(first.filename());
    assertThat(page(made.name())).contains(first.sha256());
  }

  @Test
  void aPrivateProjectHidesThePublicOneOfThatNameWhole() throws Exception {
    Package ours = Package.of("confused", "1.0");
    Distribution theirs = Package.of("confused", "99.0").wheel(fixture.newFolder());
    fixture.upstream().publish(theirs);
    assertThat(page("confused")).contains(theirs.filename());

    Distribution mine = ours.wheel(fixture.newFolder());
    UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), mine);

    assertThat(page("confused")).contains(mine.filename()).doesNotContain(theirs.filename());
  }

  @Test
  void metadataOfAnUploadIsServedBesideIt() throws Exception {
    Distribution file =
        Package.of("with-metadata", "1.0").requiring("a>1").wheel(fixture.newFolder());
    UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), file);

    var metadata =
        Http.get(
            "%s/packages/%s/%s.metadata"
                .formatted(fixture.larder().url(), file.sha256(), file.filename()));

    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(metadata.body()).isEqualTo(file.metadata());
  }
}
