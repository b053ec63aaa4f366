package dev.larder.messaging;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;

/**
 * A batch of a sync, as it is told on {@link Keys#BATCHES}: its projects lie in the object store
 * under {@link #key()}.
 *
 * @param run whose it is
 * @param id its own
 * @param source id of the mirror
 * @param generation of the mirror's upstream when it was looked at
 * @param lookedAt the catalogue's instant before its first page was asked for
 * @param requestId the request that began the run, or null
 */
public record Batch(
    UUID run, UUID id, int source, int generation, Instant lookedAt, String requestId) {

  /** Where it lies. */
  public String key() {
    return prefix(run) + id;
  }

  /** Where the list of names lies that a run begins with. */
  public static String listKey(UUID run) {
    return prefix(run) + "list";
  }

  /** With what the keys of all that lies in the store for a run begin. */
  public static String prefix(UUID run) {
    return "sync/" + run + "/";
  }

  /** The fields of its stream entry; absent values are not there. */
  public Map<String, String> toFields() {
    return Fields.empty()
        .put("run", run)
        .put("id", id)
        .put("source", source)
        .put("generation", generation)
        .put("lookedAt", lookedAt)
        .put("requestId", requestId)
        .toMap();
  }

  /**
   * Reads a stream entry; fields it doesn't know are ignored.
   *
   * @throws IllegalArgumentException when it is no such entry
   */
  public static Batch from(Map<String, String> entry) {
    Fields fields = Fields.of(entry);
    return new Batch(
        UUID.fromString(fields.required("run")),
        UUID.fromString(fields.required("id")),
        integer(fields, "source"),
        integer(fields, "generation"),
        instant(fields.required("lookedAt")),
        fields.get("requestId"));
  }

  private static int integer(Fields fields, String name) {
    String value = fields.required(name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Field " + name + " is no number: " + value, e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Field lookedAt is no instant: " + text, e);
    }
  }
}
