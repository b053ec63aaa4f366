package dev.larder.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is taken in a minute, over all gateways; 0 is without a limit.
 *
 * @param failedSignIns failed sign-ins from one address ({@code LARDER_LIMIT_FAILED_SIGN_INS})
 * @param uploads uploads with one token ({@code LARDER_LIMIT_UPLOADS})
 * @param uploadsByAddress uploads from one address ({@code LARDER_LIMIT_UPLOADS_BY_ADDRESS})
 */
@ConfigurationProperties("larder.limit")
public record LimitConfig(
    @DefaultValue("300") int failedSignIns,
    @DefaultValue("3000") int uploads,
    @DefaultValue("6000") int uploadsByAddress) {

  public LimitConfig {
    check("LARDER_LIMIT_FAILED_SIGN_INS", failedSignIns);
    check("LARDER_LIMIT_UPLOADS", uploads);
    check("LARDER_LIMIT_UPLOADS_BY_ADDRESS", uploadsByAddress);
  }

  private static void check(String variable, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(variable + " must be 0 (no limit) or more, not " + value);
    }
  }
}
