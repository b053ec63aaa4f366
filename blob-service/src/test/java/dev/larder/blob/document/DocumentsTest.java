package dev.larder.blob.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.blob.fill.FillConfiguration;
import dev.larder.blob.fill.MinimumRate;
import dev.larder.blob.testing.Bytes;
import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final int LIMIT = 200_000;

  private final ByteBudget budget = new ByteBudget(1_600_000, Duration.ZERO);
  private final Documents documents =
      new Documents(
          budget,
          new MinimumRate(
              new FillConfiguration(Duration.ofSeconds(1), 0, 2, Duration.ofSeconds(1))));

  @AfterEach
  void nothingIsLeftInTheBudget() {
    assertThat(budget.used()).isZero();
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private Optional<Document> read(byte[] bytes, OptionalLong length) throws IOException {
    return documents.read(stream(bytes), length, LIMIT, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 199_999, 200_000})
  void whatIsWithinTheLimitIsReadWholeAndCounted(int size) throws IOException {
    byte[] bytes = Bytes.random(size, size);
    for (OptionalLong length : new OptionalLong[] {OptionalLong.of(size), OptionalLong.empty()}) {
      try (Document document = read(bytes, length).orElseThrow()) {
        assertThat(document.bytes()).isEqualTo(bytes);
        assertThat(document.sha256()).isEqualTo(Bytes.sha256(bytes));
        assertThat(budget.used()).isEqualTo(size);
      }
    }
  }

  @Test
  void whatIsLongerIsNotThere() throws IOException {
    byte[] bytes = new byte[LIMIT + 1];
    assertThat(read(bytes, OptionalLong.of(LIMIT + 1))).isEmpty();
    assertThat(read(bytes, OptionalLong.empty())).isEmpty();
    assertThat(read(bytes, OptionalLong.of(LIMIT))).isEmpty();
    assertThat(read(bytes, OptionalLong.of(-1))).isEmpty();
  }

  @Test
  void whatIsShorterThanItWasSaidToBeIsBroken() {
    assertThatThrownBy(() -> read(new byte[10], OptionalLong.of(11)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void itCountsUntilTheLastOfItsHoldersHasClosedIt() throws IOException {
    Document document = read(new byte[1000], OptionalLong.of(1000)).orElseThrow();
    document.hold(2);
    document.close();
    document.close();
    assertThat(budget.used()).isEqualTo(1000);
    document.close();
  }

  @Test
  void oneSourceLeavesRoomForOthers() throws IOException {
    try (Document first = read(new byte[LIMIT], OptionalLong.of(LIMIT)).orElseThrow();
        Document second = read(new byte[LIMIT], OptionalLong.of(LIMIT)).orElseThrow()) {
      assertThatThrownBy(() -> read(new byte[1], OptionalLong.of(1)))
          .isInstanceOf(BudgetSpentException.class);
      try (Document other =
          documents.read(stream(new byte[LIMIT]), OptionalLong.of(LIMIT), LIMIT, 2).orElseThrow()) {
        assertThat(other.bytes()).hasSize(first.bytes().length).hasSize(second.bytes().length);
      }
    }
  }
}
