package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MinimumRateInputTest {
  private static final long LEAST = 100;
  private static final long WINDOW = 1_000;
  private long now;

  /** Bytes each of whose pieces takes so long. */
  private MinimumRateInput taking(long nanos, int size) {
    InputStream slow =
        new ByteArrayInputStream(new byte[size]) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            now += nanos;
            return super.read(to, offset, length);
          }
        };
    return new MinimumRateInput(slow, LEAST, WINDOW, () -> now);
  }

  @Test
  void whatIsFastEnoughComesWhole() throws IOException {
    try (MinimumRateInput in = taking(100, 2_000)) {
      byte[] piece = new byte[10];
      int all = 0;
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        all += read;
      }
      assertThat(all).isEqualTo(2_000);
    }
  }

  @Test
  void whatIsSlowerIsGivenUpAfterOneWindow() throws IOException {
    try (MinimumRateInput in = taking(100, 2_000)) {
      for (int i = 0; i < 9; i++) {
        assertThat(in.read()).isZero();
      }
      assertThatThrownBy(in::read).isInstanceOf(MinimumRateInput.TooSlowException.class);
    }
  }

  @Test
  void aBurstBeforeDoesNotExcuseIt() throws IOException {
    try (MinimumRateInput in = taking(500, 20_000)) {
      in.read(new byte[10_000]);
      in.read();
      in.read();
      assertThatThrownBy(in::read).isInstanceOf(MinimumRateInput.TooSlowException.class);
    }
  }

  @Test
  void whatTheReaderTakesDoesNotCount() throws IOException {
    try (MinimumRateInput in = taking(1, 2_000)) {
      for (int i = 0; i < 100; i++) {
        in.read();
        now += 10 * WINDOW;
      }
    }
  }

  @Test
  void theEndIsNeverTooSlow() throws IOException {
    try (MinimumRateInput in = taking(10 * WINDOW, 0)) {
      assertThat(in.read()).isNegative();
    }
  }
}
