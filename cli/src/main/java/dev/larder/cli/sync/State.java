package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a synchronization stands, as the API tells it. */
record State(JsonNode sync) {

  String id() {
    return sync.path("id").asText();
  }

  String source() {
    return sync.path("source").asText();
  }

  String name() {
    return sync.path("state").asText();
  }

  /** One line that says why it is as it is; empty for none. */
  String message() {
    return sync.path("message").asText("");
  }

  /** Whether it goes on, or will by itself. */
  boolean isUnderWay() {
    return name().equals("running") || name().equals("waiting");
  }

  /** Whether it came to its end; a few packages may have failed. */
  boolean isFinished() {
    return name().equals("complete") || name().equals("incomplete");
  }

  boolean isJoined() {
    return sync.path("joined").asBoolean();
  }

  /** How many packages this run looks at; empty as long as that isn't known. */
  Optional<Long> total() {
    JsonNode total = sync.path("packages").path("total");
    return total.isNumber() ? Optional.of(total.asLong()) : Optional.empty();
  }

  long done() {
    return sync.path("packages").path("done").asLong();
  }

  long failed() {
    return sync.path("packages").path("failed").asLong();
  }

  /** {@code 14127 / 231734}, or what there is of it. */
  String counts() {
    return total().map(total -> done() + " / " + total).orElse(Long.toString(done()));
  }

  Optional<Instant> started() {
    return instant("startedAt");
  }

  /** From the start to the end, to {@code now} where there is none yet. */
  Duration length(Instant now) {
    Instant end = instant("finishedAt").orElse(now);
    return started()
        .map(start -> Duration.between(start, end))
        .filter(length -> !length.isNegative())
        .orElse(Duration.ZERO);
  }

  /** As {@code 5m9s}. */
  static String text(Duration length) {
    String hours = length.toHours() > 0 ? length.toHours() + "h" : "";
    String minutes = length.toMinutes() > 0 ? length.toMinutesPart() + "m" : "";
    return hours + minutes + length.toSecondsPart() + "s";
  }

  private Optional<Instant> instant(String field) {
    try {
      return Optional.ofNullable(sync.path(field).asText(null)).map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
