package dev.larder.e2e.client;

import static org.junit.jupiter.api.Assumptions.abort;

/** Ends a test that can't be run here, and says so where whoever looks at the run sees it. */
public final class Skip {
  private Skip() {}

  /**
   * Skips the test.
   *
   * @param why one line
   * @return never
   */
  public static <T> T because(String why) {
    String reason = "SKIPPED: " + why;
    System.err.println(reason);
    return abort(reason);
  }
}
