package dev.larder.auth.token;

import dev.larder.auth.Outcome;
import dev.larder.auth.realm.TokenRealm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a token lasts; at most ten years, which is also what {@code never} means. */
public record Lifespan(Duration duration, boolean never) {

  static final Lifespan NEVER = new Lifespan(TokenRealm.LONGEST, true);

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})([smhd])");

  /** Reads {@code never} (also meant by nothing), or a number and one of the units s, m, h, d. */
  static Outcome<Lifespan> parse(String text) {
    if (text == null || text.equals("never")) {
      return Outcome.done(NEVER);
    }
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      return refused(text);
    }
    long number = Long.parseLong(match.group(1));
    Duration duration =
        switch (match.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    return duration.isZero() || duration.compareTo(TokenRealm.LONGEST) > 0
        ? refused(text)
        : Outcome.done(new Lifespan(duration, false));
  }

  private static Outcome<Lifespan> refused(String text) {
    return Outcome.refused(
        400,
        "expires '%s' is not 'never' or a number above 0 with a unit of s, m, h, d, at most %dd"
            .formatted(text, TokenRealm.LONGEST.toDays()));
  }

  /** When a token made now ends, for people: empty for {@code never}. */
  Optional<Instant> end(Instant created) {
    return never ? Optional.empty() : Optional.of(created.plus(duration));
  }
}
