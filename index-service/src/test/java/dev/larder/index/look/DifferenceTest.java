package dev.larder.index.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.file.BlindKey;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileState;
import dev.larder.index.file.NewFile;
import dev.larder.index.look.Difference.Known;
import dev.larder.index.project.Status;
import dev.larder.packaging.ProjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Duration SECOND_LOOK = Duration.ofMinutes(10);
  private static final Instant UPLOADED = Instant.parse("2019-03-01T10:00:00Z");
  private static final Instant LOOK = Instant.parse("2026-05-01T00:00:00Z");
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final String URL = "https://files.example/" + WHEEL;
  private static final String HASH = Fixture.sha256("bytes");

  @Test
  void aFileIsVisibleFromItsUploadTimeWhenNoEarlierLookCouldHaveSeenIt() {
    var begins = Difference.page(known(null), page(listed()), LOOK).begins();
    assertThat(begins.getFirst().from()).contains(UPLOADED);
    Instant lastLook = UPLOADED.minusSeconds(1);
    assertThat(Difference.page(known(lastLook), page(listed()), LOOK).begins().getFirst().from())
        .contains(UPLOADED);
  }

  @Test
  void aFileThatAnEarlierLookHadNotSeenIsVisibleFromNow() {
    assertThat(Difference.page(known(UPLOADED), page(listed()), LOOK).begins().getFirst().from())
        .isEmpty();
  }

  @Test
  void aFileWithoutUploadTimeIsVisibleFromNow() {
    ListedFile undated =
        new ListedFile(
            WHEEL, URL, HASH, 1L, null, false, null, null, false, null, null, null, null);
    assertThat(Difference.page(known(null), page(undated), LOOK).begins().getFirst().from())
        .isEmpty();
  }

  @Test
  void aFileEndsOnlyWhenALookTenMinutesLaterMissesItToo() {
    assertThat(Difference.page(known(LOOK, file(null)), page(), LOOK).missed()).containsExactly(7L);
    Instant early = LOOK.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(Difference.page(known(LOOK, file(LOOK)), page(), early).shows()).isFalse();
    Instant late = LOOK.plus(Duration.ofMinutes(10));
    assertThat(Difference.page(known(LOOK, file(LOOK)), page(), late).ends()).containsOnlyKeys(7L);
    assertThat(Difference.missing(known(LOOK, file(LOOK)), late).ends()).containsOnlyKeys(7L);
  }

  @Test
  void aFileWhoseBytesAreRefusedForGoodEndsWithTheFirstLookThatMissesIt() {
    Known unmissed = known(Set.of(7L), LOOK, file(null));
    assertThat(Difference.page(unmissed, page(), LOOK).ends()).containsOnlyKeys(7L);
    assertThat(Difference.missing(unmissed, LOOK).ends()).containsOnlyKeys(7L);
    assertThat(Difference.missing(known(Set.of(7L), LOOK, file(LOOK)), LOOK).ends())
        .containsOnlyKeys(7L);
    assertThat(Difference.page(unmissed, page(listed()), LOOK).shows()).isFalse();
    assertThat(Difference.page(known(Set.of(8L), LOOK, file(null)), page(), LOOK).shows())
        .isFalse();
  }

  @Test
  void anUnchangedPageMissesAgainWhatItMissedBefore() {
    Instant late = LOOK.plus(Duration.ofMinutes(10));
    assertThat(Difference.unchanged(known(LOOK, file(LOOK)), late).ends()).containsOnlyKeys(7L);
    assertThat(Difference.unchanged(known(LOOK, file(null)), late).shows()).isFalse();
  }

  @Test
  void aFileThatCameBackIsNotMissedAnyMore() {
    Difference difference = Difference.page(known(LOOK, file(LOOK)), page(listed()), LOOK);
    assertThat(difference.seenAgain()).containsExactly(7L);
    assertThat(difference.shows()).isFalse();
  }

  @Test
  void otherBytesEndTheOldFileWhereTheNewOneBegins() {
    ListedFile other = listed(Fixture.sha256("other"), "2026-04-30T00:00:00Z", false, null);
    Instant lastLook = Instant.parse("2026-04-29T00:00:00Z");
    Difference difference = Difference.page(known(lastLook, file(null)), page(other), LOOK);
    assertThat(difference.begins().getFirst().from())
        .contains(Instant.parse("2026-04-30T00:00:00Z"));
    assertThat(difference.ends()).containsEntry(7L, Instant.parse("2026-04-30T00:00:00Z"));
  }

  @Test
  void whatLarderFoundOutIsNotForgottenWhenTheUpstreamDoesNotSayIt() {
    CatalogueFile known =
        file(null, new FileState(HASH, 5L, null, false, null, false, HASH, null, null), null);
    assertThat(Difference.page(known(LOOK, known), page(listed()), LOOK).states()).isEmpty();
  }

  @Test
  void aYankIsAnotherStateOfTheSameFile() {
    ListedFile yanked = listed(HASH, UPLOADED.toString(), true, "broken");
    Difference difference = Difference.page(known(LOOK, file(null)), page(yanked), LOOK);
    assertThat(difference.begins()).isEmpty();
    assertThat(difference.states().get(7L).yankedReason()).isEqualTo("broken");
  }

  @Test
  void withoutHashesAnotherUrlIsAnotherFileButAnotherQueryIsNot() {
    FileState unknown = new FileState(null, null, null, false, null, false, null, null, null);
    CatalogueFile blind = file(null, unknown, BlindKey.of(2, WHEEL, URL, null, null));
    assertThat(Difference.page(known(LOOK, blind), page(blindly(URL + "?token=2")), LOOK))
        .satisfies(difference -> assertThat(difference.begins()).isEmpty())
        .satisfies(difference -> assertThat(difference.moved()).containsKey(7L));
    assertThat(Difference.page(known(LOOK, blind), page(blindly(URL + "2")), LOOK).ends())
        .containsOnlyKeys(7L);
  }

  @Test
  void filesWithoutHashesThatOnlyTheQueryTellsApartHaveKeysOfTheirOwn() {
    ListedFile sdist =
        new ListedFile(
            "demo-1.0.tar.gz",
            "https://files.example/get.php?f=b",
            null,
            null,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            null,
            null);
    ListedFile wheel = blindly("https://files.example/get.php?f=a");
    assertThat(Difference.page(known(null), page(wheel, sdist), LOOK).begins())
        .extracting(NewFile.Mirrored::blindKey)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("u-[0-9a-f]{40}"));
  }

  @Test
  void aRebuiltFileWithoutHashHasAnotherKey() {
    var first = Difference.page(known(null), page(blindly(URL, 5L)), LOOK).begins().getFirst();
    CatalogueFile before = file(null, first.state(), first.blindKey());
    assertThat(Difference.page(known(LOOK, before), page(blindly(URL, 5L)), LOOK).shows())
        .isFalse();
    Difference rebuilt = Difference.page(known(LOOK, before), page(blindly(URL, 6L)), LOOK);
    assertThat(rebuilt.ends()).containsOnlyKeys(7L);
    assertThat(rebuilt.begins().getFirst().blindKey()).isNotEqualTo(first.blindKey());
  }

  @Test
  void anotherHashOfTheSameKindIsAnotherFileAndTheSameIsTheSameWhereverItLies() {
    String md5 = "md5=" + "a".repeat(32);
    var first = Difference.page(known(null), page(blindly(URL, null, md5)), LOOK).begins();
    assertThat(first.getFirst().state().claimedHash()).isEqualTo(md5);
    CatalogueFile before = file(null, first.getFirst().state(), first.getFirst().blindKey());
    Difference moved =
        Difference.page(known(LOOK, before), page(blindly(URL + "2", null, md5)), LOOK);
    assertThat(moved.begins()).isEmpty();
    assertThat(moved.moved()).containsKey(7L);
    Difference other =
        Difference.page(
            known(LOOK, before), page(blindly(URL, null, "md5=" + "b".repeat(32))), LOOK);
    assertThat(other.ends()).containsOnlyKeys(7L);
    assertThat(other.begins().getFirst().blindKey()).isNotEqualTo(before.blindKey());
    String sha1 = "sha1=" + "c".repeat(40);
    Difference stronger =
        Difference.page(known(LOOK, before), page(blindly(URL, null, sha1)), LOOK);
    assertThat(stronger.states().get(7L).claimedHash()).isEqualTo(sha1);
  }

  @Test
  void aHashThatTheUpstreamSaysLaterMakesNoOtherFile() {
    String md5 = "md5=" + "a".repeat(32);
    var first = Difference.page(known(null), page(blindly(URL)), LOOK).begins().getFirst();
    CatalogueFile before = file(null, first.state(), first.blindKey());
    Difference hashed = Difference.page(known(LOOK, before), page(blindly(URL, null, md5)), LOOK);
    assertThat(hashed.begins()).isEmpty();
    assertThat(hashed.states().get(7L).claimedHash()).isEqualTo(md5);
  }

  @Test
  void aCorrectedSizeIsTakenOverUnlessLarderHasMeasuredIt() {
    FileState wrong = new FileState(HASH, 6L, null, false, null, false, null, null, null);
    assertThat(
            Difference.page(known(LOOK, file(null, wrong, null)), page(listed()), LOOK)
                .states()
                .get(7L)
                .size())
        .isEqualTo(5);
    FileState measured =
        new FileState(HASH, 6L, null, false, null, false, null, null, null, null, true, false);
    assertThat(
            Difference.page(known(LOOK, file(null, measured, null)), page(listed()), LOOK).shows())
        .isFalse();
  }

  @Test
  void aSizeThatTheUpstreamSaysLaterMakesNoOtherFile() {
    var first = Difference.page(known(null), page(blindly(URL)), LOOK).begins().getFirst();
    CatalogueFile before = file(null, first.state(), first.blindKey());
    Difference sized = Difference.page(known(LOOK, before), page(blindly(URL, 5L)), LOOK);
    assertThat(sized.begins()).isEmpty();
    assertThat(sized.states().get(7L).size()).isEqualTo(5);
  }

  @Test
  void filesOfOtherProjectsAndOtherKindsAreLeftOut() {
    ListedFile other =
        new ListedFile(
            "other-1.0.tar.gz",
            URL,
            HASH,
            1L,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            null,
            null);
    ListedFile egg =
        new ListedFile(
            "demo-1.0-py3.egg",
            URL,
            HASH,
            1L,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            null,
            null);
    assertThat(Difference.page(known(null), page(other, egg), LOOK).shows()).isFalse();
  }

  @Test
  void aStatusIsAChangeAndTheSameStatusIsNone() {
    var archived = Optional.of(new Status("archived", null));
    Observation.Page page = new Observation.Page(null, null, archived, List.of(), List.of());
    assertThat(Difference.page(known(LOOK), page, LOOK).status()).contains(archived);
    Known same =
        new Known(
            2,
            ProjectName.of("demo"),
            List.of(),
            archived,
            Optional.of(LOOK),
            SECOND_LOOK,
            Set.of());
    assertThat(Difference.page(same, page, LOOK).shows()).isFalse();
  }

  private static Known known(Instant lastLook, CatalogueFile... files) {
    return known(Set.of(), lastLook, files);
  }

  private static Known known(Set<Long> refused, Instant lastLook, CatalogueFile... files) {
    return new Known(
        2,
        ProjectName.of("demo"),
        List.of(files),
        Optional.empty(),
        Optional.ofNullable(lastLook),
        SECOND_LOOK,
        refused);
  }

  private static CatalogueFile file(Instant missedSince) {
    return file(
        missedSince, new FileState(HASH, 5L, null, false, null, false, null, null, null), null);
  }

  private static CatalogueFile file(Instant missedSince, FileState state, String blindKey) {
    return new CatalogueFile(
        7,
        1,
        WHEEL,
        "1.0",
        state,
        blindKey,
        UPLOADED,
        null,
        3,
        null,
        URL,
        null,
        null,
        null,
        null,
        missedSince,
        null,
        null,
        false);
  }

  private static Observation.Page page(ListedFile... files) {
    return new Observation.Page("\"e\"", null, Optional.empty(), List.of(files), List.of());
  }

  private static ListedFile listed() {
    return listed(HASH, UPLOADED.toString(), false, null);
  }

  private static ListedFile listed(String sha256, String uploaded, boolean yanked, String reason) {
    return new ListedFile(
        WHEEL, URL, sha256, 5L, null, yanked, reason, uploaded, false, null, null, null, null);
  }

  private static ListedFile blindly(String url) {
    return blindly(url, null);
  }

  private static ListedFile blindly(String url, Long size) {
    return blindly(url, size, null);
  }

  private static ListedFile blindly(String url, Long size, String hash) {
    return new ListedFile(
        WHEEL, url, null, size, null, false, null, null, false, null, null, null, hash);
  }
}
