package dev.larder.messaging;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A change of the catalogue, as it travels on {@link Keys#CHANGES}. One change a serial.
 *
 * @param serial its number; rises by one from change to change
 * @param instant when it holds from
 * @param kind what sort of change
 * @param source id of the source it happened in, 0 when it concerns no one source
 * @param project normalised name (PEP 503) of the project it concerns, or null
 * @param by who did it: a token's guid or {@code admin}; null for Larder itself
 * @param requestId the request that caused it, or null
 * @param tags what cached answers may rest on; an answer with any of them is stale. Without white
 *     space
 */
public record Change(
    long serial,
    Instant instant,
    Kind kind,
    long source,
    String project,
    String by,
    String requestId,
    List<String> tags) {

  /** What sort of change it was. */
  public enum Kind {
    /** A file was accepted into a local source. */
    PUBLISHED("published"),
    /** A project's page differs from before. */
    PAGE_CHANGED("page-changed"),
    /** Sources, repositories or subscriptions changed. */
    CATALOGUE_CHANGED("catalogue-changed");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    /** The name it has in a stream entry. */
    public String wire() {
      return wire;
    }

    static Kind of(String wire) {
      for (Kind kind : values()) {
        if (kind.wire.equals(wire)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("Unknown kind of change: " + wire);
    }
  }

  public Change {
    tags = List.copyOf(tags);
    for (String tag : tags) {
      if (tag.isEmpty() || tag.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("A tag must not be empty or hold white space: " + tag);
      }
    }
  }

  /** The fields of its stream entry; absent values are not there. */
  public Map<String, String> toFields() {
    return Fields.empty()
        .put("serial", serial)
        .put("instant", instant)
        .put("kind", kind.wire())
        .put("source", source == 0 ? null : source)
        .put("project", project)
        .put("by", by)
        .put("requestId", requestId)
        .put("tags", tags.isEmpty() ? null : String.join(" ", tags))
        .toMap();
  }

  /**
   * Reads a stream entry; fields it doesn't know are ignored.
   *
   * @throws IllegalArgumentException when it is no change
   */
  public static Change from(Map<String, String> entry) {
    Fields fields = Fields.of(entry);
    fields.required("serial");
    Long source = fields.number("source");
    String tags = fields.get("tags");
    return new Change(
        fields.number("serial"),
        instant(fields.required("instant")),
        Kind.of(fields.required("kind")),
        source == null ? 0 : source,
        fields.get("project"),
        fields.get("by"),
        fields.get("requestId"),
        tags == null ? List.of() : List.of(tags.split(" ")));
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Field instant is no instant: " + value, e);
    }
  }
}
