package dev.larder.upload.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartBuffersTest {

  @Test
  void tenThousandPartsHoldTheLargestObject() {
    assertThat(PartBuffers.partSize(5L << 30)).isEqualTo(5 << 20);
    assertThat(PartBuffers.partSize(100L << 30)).isEqualTo((int) Math.ceilDiv(100L << 30, 10_000));
  }

  @Test
  void noMoreBuffersAreGivenThanThereAre() throws Exception {
    var buffers = new PartBuffers(1, 2, Duration.ofMillis(50));
    PartBuffers.Buffer first = buffers.take();
    PartBuffers.Buffer second = buffers.take();

    assertThatThrownBy(buffers::take).isInstanceOf(PartBuffers.BusyException.class);

    first.close();
    try (PartBuffers.Buffer third = buffers.take()) {
      assertThat(third.bytes()).isSameAs(first.bytes()).isNotSameAs(second.bytes());
    }
  }
}
