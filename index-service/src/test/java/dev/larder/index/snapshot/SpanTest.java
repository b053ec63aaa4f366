package dev.larder.index.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void whatIsTakenOutOfTheMiddleLeavesBothEnds() {
    assertThat(span(1, 9).without(List.of(span(3, 5)))).containsExactly(span(1, 3), span(5, 9));
  }

  @Test
  void whatIsTakenOutWholeLeavesNothing() {
    assertThat(span(2, 4).without(List.of(span(1, 3), span(3, 9)))).isEmpty();
    assertThat(span(2, 4).without(List.of(new Span(Instant.MIN, Instant.MAX)))).isEmpty();
  }

  @Test
  void whatDoesntTouchLeavesItAsItWas() {
    assertThat(span(2, 4).without(List.of(span(4, 5), span(1, 2)))).containsExactly(span(2, 4));
  }

  @Test
  void theEndIsNotPartOfIt() {
    assertThat(span(1, 2).and(span(2, 3)).isEmpty()).isTrue();
  }

  private static Span span(long from, long to) {
    return new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }
}
