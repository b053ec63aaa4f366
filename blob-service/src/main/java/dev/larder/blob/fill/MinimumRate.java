package dev.larder.blob.fill;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The minimum rate at which upstreams must give what they give. */
public final class MinimumRate {
  private static final double SECOND = 1e9;

  private final long rate;
  private final long window;

  /** As configured. */
  public MinimumRate(FillConfiguration configuration) {
    this.rate = configuration.minRate();
    this.window = configuration.rateWindow().toNanos();
  }

  /** What an upstream gives, which breaks off when that is too slow. */
  public InputStream applyTo(InputStream body) {
    return new MinimumRateInput(body, (long) (rate * (window / SECOND)), window, System::nanoTime);
  }

  /** Whether that was why it broke off. */
  public static boolean isTooSlow(IOException e) {
    return e instanceof MinimumRateInput.TooSlowException;
  }

  /**
   * What a client is told then.
   *
   * @param upstream what it is called
   */
  public FillFailure tooSlow(String upstream) {
    return FillFailure.timedOut(
        "%s gave less than %d bytes a second, so its download was given up."
            .formatted(
                upstream.substring(0, 1).toUpperCase(Locale.ROOT) + upstream.substring(1), rate));
  }
}
