package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.123456Z");

  @Test
  void aChangeSurvivesTheJourney() {
    Change change =
        new Change(
            17,
            THEN,
            Change.Kind.PAGE_CHANGED,
            2,
            "requests",
            "admin",
            "req-1",
            List.of("repo:1", "project:2/requests"));
    assertThat(Change.from(change.toFields())).isEqualTo(change);
  }

  @Test
  void whatIsAbsentIsNotInTheEntry() {
    Change change =
        new Change(18, THEN, Change.Kind.CATALOGUE_CHANGED, 0, null, null, null, List.of());
    assertThat(change.toFields())
        .containsExactly(
            Map.entry("serial", "18"),
            Map.entry("instant", "2026-03-01T12:00:00.123456Z"),
            Map.entry("kind", "catalogue-changed"));
    assertThat(Change.from(change.toFields())).isEqualTo(change);

    Found found = new Found(2, "requests", "requests-1.0.tar.gz", "u-1", null, null, null, null);
    assertThat(found.toFields()).containsOnlyKeys("source", "project", "filename", "key");
    assertThat(Found.from(found.toFields())).isEqualTo(found);
  }

  @Test
  void aFoundSurvivesTheJourney() {
    Found found =
        new Found(2, "requests", "requests-1.0.tar.gz", "ab", "ab", 5_000_000_000L, "cd", "r");
    assertThat(Found.from(found.toFields())).isEqualTo(found);
  }

  @Test
  void aBatchSurvivesTheJourneyAndSaysWhereItLies() {
    UUID run = new UUID(1, 2);
    Batch batch = new Batch(run, new UUID(3, 4), 2, 1, THEN, null);

    assertThat(batch.toFields()).doesNotContainKey("requestId");
    assertThat(Batch.from(batch.toFields())).isEqualTo(batch);
    assertThat(batch.key())
        .isEqualTo(
            "sync/00000000-0000-0001-0000-000000000002/00000000-0000-0003-0000-000000000004");
    assertThat(Batch.listKey(run)).isEqualTo("sync/00000000-0000-0001-0000-000000000002/list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "id", "source", "generation", "lookedAt"})
  void aBatchThatCantBeReadSaysWhatIsWrong(String field) {
    Map<String, String> fields =
        new HashMap<>(new Batch(new UUID(1, 2), new UUID(3, 4), 2, 1, THEN, "r").toFields());
    fields.put(field, "soon");
    assertThatIllegalArgumentException().isThrownBy(() -> Batch.from(fields));
    fields.remove(field);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.from(fields))
        .withMessageContaining(field);
  }

  @Test
  void fieldsOfLaterVersionsAreIgnored() {
    Map<String, String> fields =
        new HashMap<>(
            new Change(1, THEN, Change.Kind.PUBLISHED, 1, "a", "x", null, List.of("t")).toFields());
    fields.put("colour", "green");
    assertThat(Change.from(fields).kind()).isEqualTo(Change.Kind.PUBLISHED);
  }

  @Test
  void anUnreadableEntrySaysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Change.from(Map.of("serial", "x")))
        .withMessageContaining("serial is no number: x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Change.from(Map.of("serial", "1", "instant", "now", "kind", "published")))
        .withMessageContaining("now");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Change.from(Map.of("serial", "1", "instant", THEN.toString(), "kind", "eaten")))
        .withMessageContaining("eaten");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Found.from(Map.of("source", "2")))
        .withMessageContaining("project");
  }

  @Test
  void aTagWithASpaceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Change(1, THEN, Change.Kind.PUBLISHED, 1, "a", "x", null, List.of("repo 1")));
  }
}
