package dev.larder.blob.serve;

import dev.larder.blob.location.Location;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * What tells a client whether it is still the same file (RHTTP-4), and who may keep it.
 *
 * @param etag strong, with its quotes; empty while the sha256 is unknown
 * @param modified to the second
 * @param needsToken whether it is nothing for shared caches
 */
public record Identity(Optional<String> etag, Optional<Instant> modified, boolean needsToken) {
  /** A file's. */
  public static Identity of(Location location) {
    return new Identity(
        location.digest().map(Identity::quoted),
        Optional.ofNullable(location.stamp()).map(s -> s.truncatedTo(ChronoUnit.SECONDS)),
        location.forWhom().needToken());
  }

  /** That of bytes that are at hand. */
  public static Identity of(Location location, String sha256) {
    return new Identity(
        Optional.of(quoted(sha256)), of(location).modified(), location.forWhom().needToken());
  }

  private static String quoted(String sha256) {
    return '"' + sha256 + '"';
  }

  /** The header {@code Last-Modified}. */
  public Optional<String> lastModified() {
    return modified.map(
        m ->
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(m, ZoneOffset.UTC)));
  }

  /** Whether a range may be given to a client with this {@code If-Range}. */
  public boolean unchanged(String ifRange) {
    String value = ifRange.strip();
    if (value.startsWith("\"") || value.startsWith("W/")) {
      return etag.map(value::equals).orElse(false);
    }
    return modified.isPresent() && parse(value).equals(modified);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a client with this {@code If-None-Match} has it already. */
  public boolean matches(String ifNoneMatch) {
    return ifNoneMatch.strip().equals("*")
        || Arrays.stream(ifNoneMatch.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> etag.map(tag::equals).orElse(false));
  }
}
