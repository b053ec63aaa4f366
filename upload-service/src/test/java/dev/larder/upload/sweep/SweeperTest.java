package dev.larder.upload.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.storage.StoreCleaner;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {

  private static final Instant NOW = Instant.now();
  private static final Instant LATER = NOW.plus(Duration.ofDays(8));

  private Fixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.index.patience", "1s"));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Sweeper.Swept sweep(Instant now) throws IOException {
    return fixture.part(Sweeper.class).sweep(now);
  }

  private int upload(String name) throws IOException {
    return fixture
        .upload(
            "bdist_wheel", name, "1", name + "-1-py3-none-any.whl", Distributions.wheel(name, "1"))
        .status();
  }

  @Test
  void whatWasPublishedStays() throws Exception {
    upload("good");

    assertThat(sweep(LATER)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().keys()).hasSize(2);
  }

  @Test
  void whatNoRowNamesGoesWithAllThatLiesBesideItWhenItIsOld() throws Exception {
    fixture.index().answerPublishingWith(503);
    assertThat(upload("lost")).isEqualTo(503);
    fixture.index().answerPublishingWith(0);
    String key =
        fixture.s3().keys().stream().filter(k -> !k.contains(".")).findFirst().orElseThrow();
    fixture.s3().put(key + ".asc");
    fixture.s3().put(key + ".provenance");
    upload("good");

    assertThat(sweep(NOW)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(sweep(NOW.plus(Duration.ofDays(6)))).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().keys()).hasSize(6);
    assertThat(sweep(LATER)).isEqualTo(new Sweeper.Swept(1, 0));
    assertThat(fixture.s3().keys()).hasSize(2).noneMatch(k -> k.startsWith(key));
  }

  @Test
  void whatWasCommittedWithoutAnAnswerStays() throws Exception {
    fixture.index().answerPublishingWith(503);
    upload("silent");
    fixture.index().answerPublishingWith(0);
    fixture.s3().keys().stream().filter(k -> !k.contains(".")).forEach(fixture.index()::commit);

    assertThat(sweep(LATER)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().keys()).hasSize(2);
  }

  @Test
  void partsOfAnUploadThatNobodyEndedGoWhenTheyAreOld() throws Exception {
    fixture.s3().begin("kept/cut");

    assertThat(sweep(NOW)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().unfinished()).containsExactly("kept/cut");
    assertThat(sweep(LATER)).isEqualTo(new Sweeper.Swept(0, 1));
    assertThat(fixture.s3().unfinished()).isEmpty();
  }

  @Test
  void whatIsNotAnUploadIsLeftAlone() throws Exception {
    fixture.s3().put("cache/abc");
    fixture.s3().put("kept/of-another/kind");
    fixture.s3().put("other");

    assertThat(sweep(LATER)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().keys()).hasSize(3);
  }

  @Test
  void nothingIsDeletedWhereNobodySaysWhatIsKnown() throws Exception {
    fixture.s3().put("kept/unknown");
    fixture.index().answerPublishingWith(503);

    assertThatThrownBy(() -> sweep(LATER)).isInstanceOf(CatalogueAwayException.class);
    assertThat(fixture.s3().keys()).containsExactly("kept/unknown");
  }

  @Test
  void everyPageIsSweptAndSweepingTwiceDoesNoHarm() throws Exception {
    for (int i = 0; i < 25; i++) {
      fixture.s3().put("kept/%04d".formatted(i));
    }
    fixture.index().commit("kept/0000");
    fixture.index().commit("kept/0020");
    var sweeper =
        new Sweeper(
            fixture.part(StoreCleaner.class),
            fixture.part(Catalogue.class),
            fixture.part(SweepConfiguration.class),
            10);

    assertThat(sweeper.sweep(LATER)).isEqualTo(new Sweeper.Swept(23, 0));
    assertThat(sweeper.sweep(LATER)).isEqualTo(new Sweeper.Swept(0, 0));
    assertThat(fixture.s3().keys()).containsExactly("kept/0000", "kept/0020");
  }
}
