package dev.larder.index.source;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A set of projects with their files.
 *
 * @param id never used again
 * @param upstream where a mirror looks; empty for a local source
 * @param maxFileSize the largest upload that it takes, in bytes, or null for the general limit
 * @param created when it began
 * @param generation how many URLs its upstream has had, from 1: what one of them gave is not
 *     another's
 */
public record Source(
    int id,
    String name,
    Type type,
    Optional<Upstream> upstream,
    @Nullable Long maxFileSize,
    Instant created,
    int generation) {

  /** What a source is fed by. */
  public enum Type {
    /** Uploads. */
    LOCAL_PYTHON("local-python"),
    /** An upstream index. */
    PYPI("pypi");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    /** The name it has in the catalogue and the API. */
    public String wire() {
      return wire;
    }

    /** The type with that name. */
    public static Type of(String wire) {
      for (Type type : values()) {
        if (type.wire.equals(wire)) {
          return type;
        }
      }
      throw new IllegalArgumentException("Unknown type of source: " + wire);
    }
  }

  public boolean isLocal() {
    return type == Type.LOCAL_PYTHON;
  }

  /** What a cached answer that rests on this project in this source is tagged with. */
  public String tag(String project) {
    return "project:" + id + "/" + project;
  }
}
